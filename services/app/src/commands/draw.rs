//! `suiji draw verify`: recomputes a receipt offline.

use std::process::ExitCode;

use kernel::{Clock, SystemClock};
use sortition::{trust::Trust, verify};

use crate::{cli::Draw, failure::Failure};

pub fn run(arguments: Draw) -> Result<ExitCode, Failure> {
    let Draw::Verify { dir, trust } = arguments;
    let trust = match trust {
        Some(file) => Trust::from_json(&std::fs::read(file)?)?,
        None => Trust::default(),
    };
    let verdict = verify::verify_dir(&dir, &trust, &SystemClock.today().to_string());
    println!("{verdict}");
    Ok(ExitCode::from(verdict.exit_code()))
}
