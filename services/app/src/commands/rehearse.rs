//! `suiji rehearse`: a whole campaign on a running system, or on one started for it.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Mutex,
};

use kernel::{Entropy, OsEntropy};
use runtime::{
    Shutdown,
    settings::{LogFormat, Settings},
    telemetry,
};

use super::block_on;
use crate::{
    cli::Rehearse,
    embedded::{Embedded, Options},
    failure::Failure,
    process,
    rehearse::{self, Own, Record, Setting},
    targets,
};

pub fn run(arguments: Rehearse) -> Result<ExitCode, Failure> {
    if let (Some(directory), None) = (&arguments.report, &arguments.record) {
        rehearse::prepare(directory)?;
    }
    let record = match (&arguments.record, &arguments.objects) {
        (Some(file), _) => rehearse::read(file)?,
        (None, Some(objects)) => hold(&arguments, objects.clone())?,
        (None, None) => return Err(Failure("请用 --objects 指定检查对象文件".to_owned())),
    };
    let judged = rehearse::judge(&record);
    let holds = rehearse::show(&judged);
    if let Some(directory) = &arguments.report {
        rehearse::write(&record, &judged, directory)?;
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn hold(arguments: &Rehearse, objects: PathBuf) -> Result<Record, Failure> {
    let chance = OsEntropy::new().map_err(|e| Failure(format!("操作系统不提供随机数：{e}")))?;
    let seed = arguments
        .seed
        .unwrap_or_else(|| u64::from(chance.bytes32()[0]) << 8 | u64::from(chance.bytes32()[0]));
    let setting = |url: String, token: String, own: Option<Own>| Setting {
        url,
        token,
        objects,
        inspectors: arguments.inspectors.clone(),
        rate: arguments.rate,
        seed,
        own,
    };
    match (&arguments.url, &arguments.token) {
        (Some(url), Some(token)) => block_on(rehearse::hold(setting(url.clone(), token.clone(), None))),
        (Some(_), None) => Err(Failure("用 --url 演练须以 --token 出示演练令牌".to_owned())),
        (None, _) => {
            let home = tempfile::tempdir()?;
            // A system of its own: its chance is the machine's, as everywhere; the seed is the rehearsal's alone.
            let token = hex::encode(chance.bytes32());
            embedded(home.path(), &token, |url, own| setting(url, token.clone(), Some(own)))
        }
    }
}

/// Starts the embedded system in `home`, holds the rehearsal, and ends the system.
fn embedded(
    home: &Path,
    token: &str,
    setting: impl FnOnce(String, Own) -> Setting,
) -> Result<Record, Failure> {
    let log = home.join("log.jsonl");
    let mut settings = Settings::load(None, |_| {})?;
    settings.telemetry.log_format = LogFormat::Json;
    "debug".clone_into(&mut settings.telemetry.log_filter);
    let _telemetry =
        telemetry::init_into(&settings.telemetry, "suiji", Mutex::new(std::fs::File::create(&log)?))?;
    block_on(async {
        let options = Options {
            data: home.join("data"),
            listen: Some(([127, 0, 0, 1], 0).into()),
            rehearsal_token: Some(token.to_owned()),
            ..Options::default()
        };
        let system = Embedded::open(options).await?;
        let draw = targets::named(&["draw".to_owned()])?;
        let draw = draw.first().map(|module| process::database(&system.settings, module));
        let draw = draw.ok_or_else(|| Failure("没有抽取服务".to_owned()))?;
        let setting = setting(system.base.clone(), Own { log, draw });
        let shutdown = Shutdown::new();
        let held = async {
            let record = rehearse::hold(setting).await;
            shutdown.soft.cancel();
            record
        };
        let (record, served) = tokio::join!(held, system.run(shutdown.clone()));
        served?;
        record
    })
}
