//! `suiji admin init`: a one-time code for the first administrator.

use std::{process::ExitCode, sync::Arc};

use kernel::{MonotonicTimer, OsEntropy, SystemClock};
use runtime::settings::Settings;
use store::{Context, Database};

use super::block_on;
use crate::{cli::Admin, failure::Failure, process, targets};

pub fn run(arguments: Admin) -> Result<ExitCode, Failure> {
    let Admin::Init { config, data } = arguments;
    let settings = Settings::load(config.as_deref(), |settings| {
        if let Some(data) = data {
            settings.data.dir = data;
        }
    })?;
    block_on(async {
        let module = targets::named(&["identity".to_owned()])?.remove(0);
        let entropy = OsEntropy::new().map_err(|e| Failure(format!("操作系统不提供随机数：{e}")))?;
        let place = process::database(&settings, module);
        if place.url.starts_with("sqlite:") && !settings.data.dir.join("identity.sqlite").is_file() {
            let hint = "请先用 suiji up --data 启动一次";
            return Err(Failure(format!("{} 下没有随机系统的数据，{hint}。", settings.data.dir.display())));
        }
        let database = Database::connect(&place).await?;
        let timer = Arc::new(MonotonicTimer::start());
        let context = Context::new(module.name, database, Arc::new(SystemClock), timer, Arc::new(entropy));
        println!("{}", identity::admin::init(&context).await?);
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}
