//! `suiji serve`: the named services on Postgres and NATS, or whatever the settings say.

use std::{net::TcpListener, process::ExitCode, sync::Arc};

use kernel::{MonotonicTimer, OsEntropy, SystemClock, Timer};
use runtime::{Host, Shutdown, settings::Settings, telemetry, words};

use super::block_on;
use crate::{
    cli::Serve,
    failure::Failure,
    process,
    targets::{self, Chosen},
};

pub fn run(arguments: Serve) -> Result<ExitCode, Failure> {
    if arguments.list_targets {
        for name in targets::chosen(&["all".to_owned()])?.names() {
            println!("{name}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = targets::chosen(&arguments.target)?;
    let settings = Settings::load(arguments.config.as_deref(), |_| {})?;
    settings.check_targets(&chosen.services())?;
    let name = match chosen.names().as_slice() {
        [one] => format!("suiji-{one}"),
        _ => "suiji".to_owned(),
    };
    let _telemetry = telemetry::init(&settings.telemetry, &name)?;
    block_on(async {
        let shutdown = Shutdown::new();
        shutdown.listen()?;
        let listener = TcpListener::bind(settings.server.listen)
            .map_err(|e| Failure(format!("无法监听 {}：{}。", settings.server.listen, words::of_io(&e))))?;
        let timer: Arc<dyn Timer> = Arc::new(MonotonicTimer::start());
        let host = assemble(&chosen, &settings, &listener, &timer).await?;
        tracing::info!(address = %listener.local_addr()?, targets = ?arguments.target, "serving");
        process::serve(host, &settings, listener, shutdown, timer, |_| {}).await
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn assemble(
    chosen: &Chosen,
    settings: &Settings,
    listener: &TcpListener,
    timer: &Arc<dyn Timer>,
) -> Result<Host, Failure> {
    let entropy = OsEntropy::new().map_err(|e| Failure(format!("操作系统不提供随机数：{e}")))?;
    let parts = process::parts(
        settings,
        listener.local_addr()?,
        Arc::new(SystemClock),
        timer.clone(),
        Arc::new(entropy),
    )?;
    let mut host = Host::default();
    let mut buses = process::Buses::new(settings, &parts);
    for module in &chosen.modules {
        let bus = buses.of(module.name).await?;
        host.add(module, &process::database(settings, module), bus, &parts).await?;
    }
    host.sites = process::sites(settings, listener.local_addr()?, &chosen.sites, &parts, false);
    Ok(host)
}
