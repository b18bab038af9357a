//! The executable `suiji`: everything in one process, or the named services of a larger installation. The only crate
//! that knows which services exist (`targets`).
//!
//! Each command is a file in `commands/`. To add one: a variant in `cli.rs`, a file, a line in `run`.

mod cli;
mod commands;
mod embedded;
mod failure;
mod process;
mod rehearse;
mod targets;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    runtime::telemetry::install_crypto();
    let command = match cli::read(std::env::args_os()) {
        Ok(command) => command,
        Err(ended) => return ended,
    };
    match commands::run(command) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
