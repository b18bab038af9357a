//! `suiji draw verify`: recomputes a receipt offline.

use std::{path::Path, process::ExitCode};

use kernel::{Clock, SystemClock};
use sortition::{trust::Trust, verify};

use super::say;
use crate::{cli::Draw, failure::Failure};

/// The trust file: what is no JSON of its shape is said by its place.
fn pinned(file: &Path) -> Result<Trust, Failure> {
    let bytes = std::fs::read(file).map_err(|e| Failure::at(file, &e))?;
    Trust::from_json(&bytes).map_err(|fault| Failure(format!("信任文件 {}：{fault}。", file.display())))
}

pub fn run(arguments: Draw) -> Result<ExitCode, Failure> {
    let Draw::Verify { dir, trust, date } = arguments;
    let trust = match trust {
        Some(file) => pinned(&file)?,
        None => Trust::default(),
    };
    let today = date.unwrap_or_else(|| SystemClock.today());
    let verdict = verify::verify_dir(&dir, &trust, &today.to_string());
    say(&format!("{verdict}\n"))?;
    Ok(ExitCode::from(verdict.exit_code()))
}
