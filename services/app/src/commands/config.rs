//! `suiji config`.

use std::process::ExitCode;

use runtime::settings::Settings;

use super::say;
use crate::{cli::Config, failure::Failure};

pub fn run(arguments: Config) -> Result<ExitCode, Failure> {
    match arguments {
        Config::Check { config } => {
            Settings::load(config.as_deref(), |_| {})?;
            println!("设置有效。");
        }
        Config::Print { config } => say(&(Settings::load(config.as_deref(), |_| {})?.masked() + "\n"))?,
    }
    Ok(ExitCode::SUCCESS)
}
