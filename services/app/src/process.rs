//! A process of services: put together from the settings, served until told to stop.

use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    middleware::{Compress, from_fn},
    web::ServiceConfig,
};
use bus::{Bus, EmbeddedBus, EmbeddedOptions, NatsAuth, NatsBus, NatsOptions};
use kernel::{Clock, Entropy, Timer};
use runtime::{
    Host, Module, Parts, Shutdown, Site,
    http::{self, Face},
    loops,
    metrics::Metrics,
    settings::{BusKind, Settings},
};
use serde_json::json;
use store::DatabaseSettings;
use tokio::task::JoinHandle;
use web::{Ground, Keys, Peers, Upstream, service::Extra};

use crate::{failure::Failure, targets};

/// What every service of the process shares.
pub fn parts(
    settings: &Settings,
    bound: SocketAddr,
    clock: Arc<dyn Clock>,
    timer: Arc<dyn Timer>,
    entropy: Arc<dyn Entropy>,
) -> Result<Parts, Failure> {
    let client = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(3))
        .timeout(Duration::from_secs(60))
        .no_proxy()
        .build()?;
    let bases = bases(settings, bound);
    let peers = Peers::new("suiji", client, bases, settings.identity.service_secret.expose(), timer.clone());
    Ok(Parts {
        clock,
        keys: Keys::new(timer.clone()),
        timer,
        entropy,
        peers,
        extra: Arc::new(extra(settings)),
    })
}

/// Sites on the ground that they share with the services of the process.
pub fn sites(
    settings: &Settings,
    bound: SocketAddr,
    sites: &[&'static Site],
    parts: &Parts,
    demo: bool,
) -> Vec<(&'static Site, Ground)> {
    let ground = Ground {
        upstream: Upstream::new(parts.peers.client(), bases(settings, bound)),
        clock: parts.clock.clone(),
        timer: parts.timer.clone(),
        entropy: parts.entropy.clone(),
        secure: settings.site.https,
        demo,
    };
    sites.iter().map(|site| (*site, ground.clone())).collect()
}

fn bases(settings: &Settings, bound: SocketAddr) -> BTreeMap<String, String> {
    targets::all().iter().map(|m| (m.name.to_owned(), settings.service_url(m.name, bound))).collect()
}

/// Settings that single services read, by section and key.
fn extra(settings: &Settings) -> Extra {
    let values = [
        ("identity.issuer", settings.identity.issuer.clone()),
        ("identity.token_minutes", settings.identity.token_minutes.to_string()),
        ("identity.session_hours", settings.identity.session_hours.to_string()),
        ("identity.service_secret", settings.identity.service_secret.expose().to_owned()),
        ("identity.token_key_file", settings.token_key_file().display().to_string()),
        ("identity.argon2_memory_kib", settings.identity.argon2_memory_kib.to_string()),
        ("identity.argon2_passes", settings.identity.argon2_passes.to_string()),
        ("identity.argon2_lanes", settings.identity.argon2_lanes.to_string()),
        ("draw.log_origin", settings.draw.log_origin.clone()),
        ("draw.signing_key_file", settings.signing_key_file().display().to_string()),
        ("draw.log_key_file", settings.log_key_file().display().to_string()),
        ("rehearsal.allowed", settings.rehearsal.allowed.to_string()),
        ("rehearsal.token", settings.rehearsal.token.expose().to_owned()),
        ("retention.idempotency_days", settings.retention.idempotency_days.to_string()),
    ];
    Extra(values.map(|(key, value)| (key.to_owned(), value)).into())
}

/// A service's database by the settings.
pub fn database(settings: &Settings, module: &Module) -> DatabaseSettings {
    DatabaseSettings {
        url: settings.database_url(module.name).expose().to_owned(),
        max_connections: settings.database.max_connections,
    }
}

/// Serves a host until `shutdown`, then drains it.
pub async fn serve(
    host: Host,
    settings: &Settings,
    listener: TcpListener,
    shutdown: Shutdown,
    timer: Arc<dyn Timer>,
    besides: impl Fn(&mut ServiceConfig) + Send + Sync + Clone + 'static,
) -> Result<(), Failure> {
    let bound = listener.local_addr()?;
    let (services, metrics, host) = (host.services(), Metrics::new(), Arc::new(host));
    let face = Face {
        host: host.clone(),
        timer,
        metrics: metrics.clone(),
        discovery: Arc::new(discovery(settings, bound)),
    };
    let server = HttpServer::new(move || {
        let (face, services, besides) = (face.clone(), services.clone(), besides.clone());
        App::new().wrap(from_fn(http::around)).wrap(Compress::default()).configure(move |config| {
            besides(config);
            http::configure(&face, &services, config);
        })
    })
    .workers(workers(settings))
    .shutdown_timeout(settings.server.shutdown_grace_s)
    .disable_signals()
    .listen(listener)?
    .run();
    let handle = server.handle();
    let serving = tokio::spawn(server);
    let mut moving = Moving { last: shutdown.last(), loops: Vec::new(), relays: Vec::new() };
    for unit in &host.units {
        moving.loops.extend(loops::start(unit.clone(), metrics.clone(), shutdown.clone()));
        moving.relays.push(loops::start_relay(unit.clone(), metrics.clone(), moving.last.clone()));
    }
    shutdown.soft.cancelled().await;
    tracing::info!("stopping: finishing what is under way");
    drain(handle, moving, &shutdown, settings.server.shutdown_grace_s).await;
    if shutdown.hard.is_cancelled() {
        // The server would still wait for its requests.
        tracing::warn!("stopped: what was under way is dropped");
        serving.abort();
        return Ok(());
    }
    serving.await??;
    Ok(())
}

/// What moves the services, and what tells the relays that nobody writes any more.
struct Moving {
    last: Shutdown,
    loops: Vec<JoinHandle<()>>,
    relays: Vec<JoinHandle<()>>,
}

/// Requests first, then the loops, then the relays, so that what was committed last still goes out.
async fn drain(handle: actix_web::dev::ServerHandle, moving: Moving, shutdown: &Shutdown, grace_s: u64) {
    let all = async {
        handle.stop(true).await;
        for task in moving.loops {
            let _ended = task.await;
        }
        moving.last.soft.cancel();
        for task in moving.relays {
            let _ended = task.await;
        }
    };
    tokio::select! {
        () = all => {}
        () = tokio::time::sleep(Duration::from_secs(grace_s)) => shutdown.hard.cancel(),
        () = shutdown.hard.cancelled() => {}
    }
}

fn workers(settings: &Settings) -> usize {
    match settings.server.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        chosen => chosen,
    }
}

fn discovery(settings: &Settings, bound: SocketAddr) -> serde_json::Value {
    let services: BTreeMap<_, _> =
        targets::all().iter().map(|module| (module.name, settings.public_url(module.name, bound))).collect();
    json!({
        "product": "suiji",
        "version": env!("CARGO_PKG_VERSION"),
        "services": services,
        "rehearsal_allowed": settings.rehearsal.allowed,
    })
}

/// Buses by service: one embedded log for all, or one NATS connection each, under its own user.
pub struct Buses<'a> {
    settings: &'a Settings,
    parts: &'a Parts,
    embedded: Option<Arc<dyn Bus>>,
}

impl<'a> Buses<'a> {
    pub fn new(settings: &'a Settings, parts: &'a Parts) -> Self {
        Self { settings, parts, embedded: None }
    }

    pub async fn of(&mut self, service: &str) -> Result<Arc<dyn Bus>, Failure> {
        if self.settings.bus.kind == BusKind::Nats {
            return Ok(Arc::new(NatsBus::connect(nats(self.settings, service)?).await?));
        }
        if let Some(bus) = &self.embedded {
            return Ok(bus.clone());
        }
        let options = EmbeddedOptions::new(self.parts.timer.clone(), self.parts.entropy.clone());
        let path = self.settings.data.dir.join("bus.sqlite");
        let bus: Arc<dyn Bus> = Arc::new(EmbeddedBus::open(&path, options).await?);
        self.embedded = Some(bus.clone());
        Ok(bus)
    }
}

/// Brings the stream up to date; the embedded log does so by itself when it is opened.
pub async fn prepare_stream(settings: &Settings) -> Result<(), Failure> {
    if settings.bus.kind == BusKind::Nats {
        let bus = NatsBus::connect(nats(settings, "migration")?).await?;
        bus.wait_until_connected(Duration::from_secs(30)).await?;
        bus.prepare().await?;
    }
    Ok(())
}

fn nats(settings: &Settings, service: &str) -> Result<NatsOptions, Failure> {
    let access = settings.bus_access(service)?;
    let mut options = NatsOptions::new(access.url.expose(), format!("suiji-{service}"));
    options.replicas = settings.bus.replicas;
    options.root_certificates = access.root_certificates;
    if access.credentials_file.is_some() {
        // Who it says we are is not known here; the deployed users are named after their services.
        options.inbox_prefix = Some(format!("_INBOX.{service}"));
    }
    options.auth = match (access.user, access.credentials_file) {
        (_, Some(file)) => NatsAuth::CredentialsFile(file),
        (Some((user, password)), None) => {
            NatsAuth::UserPassword { user, password: password.expose().to_owned() }
        }
        (None, None) => NatsAuth::None,
    };
    Ok(options)
}
