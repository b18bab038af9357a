//! `suiji load`: results formed at a steady pace on a running system; tests/load measures how soon they arrive.

use std::process::ExitCode;

use super::block_on;
use crate::{
    cli::Load as Arguments,
    failure::Failure,
    rehearse::{self, Load, Setting},
};

pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let Arguments { objects, url, token, rate, per_second, seconds, seed, out } = arguments;
    if per_second == 0 || seconds == 0 {
        return Err(Failure("速率和时长须大于 0".to_owned()));
    }
    let setting = Setting { url, token, objects, inspectors: None, rate, seed, own: None };
    block_on(rehearse::carry(Load { setting, per_second, seconds, out }))?;
    Ok(ExitCode::SUCCESS)
}
