//! `suiji serve`: the named services on Postgres and NATS, or whatever the settings say.

use std::{net::TcpListener, process::ExitCode, sync::Arc};

use kernel::{MonotonicTimer, OsEntropy, SystemClock};
use runtime::{Host, Shutdown, settings::Settings, telemetry, words};

use super::block_on;
use crate::{cli::Serve, failure::Failure, process, targets};

pub fn run(arguments: Serve) -> Result<ExitCode, Failure> {
    if arguments.list_targets {
        targets::all().iter().for_each(|module| println!("{}", module.name));
        return Ok(ExitCode::SUCCESS);
    }
    let modules = targets::named(&arguments.target)?;
    let settings = Settings::load(arguments.config.as_deref(), |_| {})?;
    settings.check_targets(&modules.iter().map(|module| module.name).collect::<Vec<_>>())?;
    let name = match modules.as_slice() {
        [one] => format!("suiji-{}", one.name),
        _ => "suiji".to_owned(),
    };
    let _telemetry = telemetry::init(&settings.telemetry, &name)?;
    block_on(async {
        let shutdown = Shutdown::new();
        shutdown.listen()?;
        let listener = TcpListener::bind(settings.server.listen)
            .map_err(|e| Failure(format!("无法监听 {}：{}。", settings.server.listen, words::of_io(&e))))?;
        let host = assemble(&modules, &settings, &listener).await?;
        tracing::info!(address = %listener.local_addr()?, targets = ?arguments.target, "serving");
        process::serve(host, &settings, listener, shutdown, |_| {}).await
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn assemble(
    modules: &[&'static runtime::Module],
    settings: &Settings,
    listener: &TcpListener,
) -> Result<Host, Failure> {
    let entropy = OsEntropy::new().map_err(|e| Failure(format!("操作系统不提供随机数：{e}")))?;
    let parts = process::parts(
        settings,
        listener.local_addr()?,
        Arc::new(SystemClock),
        Arc::new(MonotonicTimer::start()),
        Arc::new(entropy),
    )?;
    let mut host = Host::default();
    let mut buses = process::Buses::new(settings, &parts);
    for module in modules {
        let bus = buses.of(module.name).await?;
        host.add(module, &process::database(settings, module), bus, &parts).await?;
    }
    Ok(host)
}
