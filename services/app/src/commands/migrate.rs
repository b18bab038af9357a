//! `suiji migrate`: databases and the stream up to date. May run twice and at the same time.

use std::process::ExitCode;

use runtime::{host, settings::Settings};
use store::DatabaseSettings;

use super::block_on;
use crate::{cli::Migrate, failure::Failure, process, targets};

pub fn run(arguments: Migrate) -> Result<ExitCode, Failure> {
    let chosen = targets::chosen(&arguments.target)?;
    let settings = Settings::load(arguments.config.as_deref(), |_| {})?;
    settings.check_targets(&chosen.services())?;
    block_on(async {
        for module in chosen.modules {
            let mut database: DatabaseSettings = process::database(&settings, module);
            if let Some(owner) = settings.admin_url(module.name) {
                owner.expose().clone_into(&mut database.url);
            }
            host::migrate(module, &database).await?;
            println!("{}：数据库结构已是最新。", module.name);
        }
        process::prepare_stream(&settings).await?;
        println!("事件流已是最新。");
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}
