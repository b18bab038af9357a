//! One file per command.

mod admin;
mod asyncapi;
mod clock;
mod config;
mod draw;
mod load;
mod migrate;
mod openapi;
mod party;
mod rehearse;
mod serve;
mod up;
mod workday;

use std::{io::Write, process::ExitCode};

use crate::{
    cli::{Cli, Command},
    failure::Failure,
};

pub fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Up(arguments) => up::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Migrate(arguments) => migrate::run(arguments),
        Command::Load(arguments) => load::run(arguments),
        Command::Rehearse(arguments) => rehearse::run(arguments),
        Command::Workday(arguments) => workday::run(arguments),
        Command::Draw(arguments) => draw::run(arguments),
        Command::Party(arguments) => party::run(&arguments),
        Command::Openapi { service } => openapi::run(service.as_deref()),
        Command::Asyncapi => asyncapi::run(),
        Command::Admin(arguments) => admin::run(arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::Clock(arguments) => clock::run(arguments),
    }
}

/// Prints what may be long: whoever reads it through a pipe may have seen enough and gone.
fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(()),
    }
}

/// Runs asynchronous work to its end.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
