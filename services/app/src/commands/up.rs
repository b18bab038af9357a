//! `suiji up`: everything in one process.

use std::process::ExitCode;

use runtime::{Shutdown, telemetry};

use super::{block_on, say};
use crate::{
    cli::Up,
    embedded::{Embedded, Options},
    failure::Failure,
};

pub fn run(arguments: Up) -> Result<ExitCode, Failure> {
    let settings = runtime::settings::Settings::load(arguments.config.as_deref(), |_| {})?;
    let _telemetry = telemetry::init(&settings.telemetry, "suiji")?;
    block_on(async {
        let embedded = Embedded::open(Options {
            data: arguments.data,
            listen: Some(arguments.listen),
            clock: arguments.clock,
            config: arguments.config,
            ..Options::default()
        })
        .await?;
        let shutdown = Shutdown::new();
        shutdown.listen()?;
        welcome(&embedded).await?;
        embedded.run(shutdown).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the address, and how to sign in where nobody can yet.
async fn welcome(embedded: &Embedded) -> Result<(), Failure> {
    say(&format!("随机系统已就绪：{}\n", embedded.base))?;
    let services = embedded.host.services();
    let Some(identity) = services.0.get("identity") else { return Ok(()) };
    if let Some(code) = identity::admin::init_if_needed(&identity.context).await? {
        say(&format!("尚无管理员。首位管理员登记码（24 小时内有效，仅可使用一次）：{code}\n"))?;
        say(&format!("登记：{}/first-administrator?region={}\n", embedded.base, embedded.settings.region))?;
    }
    Ok(())
}
