//! The embedded mode: every service in this process, SQLite files and the embedded bus in one data directory.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self as actix, Data, ServiceConfig},
};
use bus::{Bus, EmbeddedBus, EmbeddedOptions};
use chrono::{DateTime, FixedOffset};
use kernel::{
    Clock, Entropy, Moment, MonotonicTimer, OsEntropy, SeededEntropy, ShiftedClock, SystemClock, Timer,
};
use runtime::{
    Host, Shutdown, host,
    settings::{Secret, Settings},
    words,
};
use serde::Deserialize;
use store::Database;

use crate::{failure::Failure, process, targets};

/// How to start.
#[derive(Debug, Default)]
pub struct Options {
    pub data: PathBuf,
    pub listen: Option<SocketAddr>,
    pub clock: Option<DateTime<FixedOffset>>,
    pub config: Option<PathBuf>,
    pub seed: Option<u64>,
    /// Whether rehearsals are allowed, and by which token.
    pub rehearsal_token: Option<String>,
    /// Whether it shows made-up data to try things on.
    pub demo: bool,
}

/// An embedded system about to be served.
pub struct Embedded {
    pub base: String,
    pub clock: ShiftedClock,
    pub host: Host,
    pub settings: Settings,
    timer: Arc<dyn Timer>,
    listener: TcpListener,
    control: String,
    /// Held as long as the process lives: two on one directory would each take the other's letters.
    _lock: File,
}

impl Embedded {
    /// Opens the data directory, brings it up to date, and binds the address; nothing runs yet.
    pub async fn open(options: Options) -> Result<Self, Failure> {
        std::fs::create_dir_all(&options.data).map_err(|e| Failure::at(&options.data, &e))?;
        let lock = lock(&options.data)?;
        let entropy: Arc<dyn Entropy> = match options.seed {
            Some(seed) => Arc::new(SeededEntropy::new(seed)),
            None => Arc::new(OsEntropy::new().map_err(|e| Failure(format!("操作系统不提供随机数：{e}")))?),
        };
        let settings = settings(&options, &*entropy)?;
        let listener = TcpListener::bind(settings.server.listen)
            .map_err(|e| Failure(format!("无法监听 {}：{}。", settings.server.listen, words::of_io(&e))))?;
        let bound = listener.local_addr()?;
        for module in targets::all() {
            host::migrate(module, &process::database(&settings, module)).await?;
        }
        let clock = ShiftedClock::starting(start(&settings, options.clock).await?);
        let timer: Arc<dyn Timer> = Arc::new(MonotonicTimer::start());
        let path = options.data.join("bus.sqlite");
        let bus = EmbeddedBus::open(&path, EmbeddedOptions::new(timer.clone(), entropy.clone())).await?;
        let bus: Arc<dyn Bus> = Arc::new(bus);
        let parts =
            process::parts(&settings, bound, Arc::new(clock.clone()), timer.clone(), entropy.clone())?;
        let mut host = Host::default();
        for module in targets::all() {
            let database = process::database(&settings, module);
            host.add(module, &database, bus.clone(), &parts).await?;
        }
        let sites: Vec<_> = targets::sites().iter().collect();
        host.sites = process::sites(&settings, bound, &sites, &parts, options.demo);
        let control = hex::encode(entropy.bytes32());
        // Before anybody is told that the system is ready.
        write_private(&control_file(&options.data), &format!("http://{bound}\n{control}\n"))?;
        Ok(Self {
            base: format!("http://{bound}"),
            clock,
            host,
            settings,
            timer,
            listener,
            control,
            _lock: lock,
        })
    }

    /// Serves until told to stop.
    pub async fn run(self, shutdown: Shutdown) -> Result<(), Failure> {
        let file = control_file(&self.settings.data.dir);
        let (clock, control) = (self.clock.clone(), self.control.clone());
        let served =
            process::serve(self.host, &self.settings, self.listener, shutdown, self.timer, move |config| {
                control_routes(config, &clock, &control);
            })
            .await;
        std::fs::remove_file(&file)
            .or_else(|e| if e.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
        served
    }
}

/// Takes the data directory for this process alone; the system gives it back when the process ends, however it ends.
fn lock(data: &Path) -> Result<File, Failure> {
    let path = data.join("lock");
    let file = File::create(&path).map_err(|e| Failure::at(&path, &e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(Failure(format!("数据目录 {} 正由另一个随机系统使用。", data.display())))
        }
        Err(std::fs::TryLockError::Error(e)) => Err(Failure::at(&path, &e)),
    }
}

/// When the clock starts: as asked, else now; never before what the system has recorded already.
async fn start(settings: &Settings, asked: Option<DateTime<FixedOffset>>) -> Result<Moment, Failure> {
    let mut last: Option<Moment> = None;
    for module in targets::all() {
        let database = Database::connect(&process::database(settings, module)).await?;
        last = last.max(store::journal::last_recorded(&database).await?);
    }
    match (asked.map(|asked| asked.to_utc()), last) {
        (Some(asked), Some(last)) if asked < last => Err(Failure(format!(
            "系统已记录到 {}，--clock 不能早于此时；不写 --clock 则从此时继续。",
            last.with_timezone(&kernel::time::BEIJING).to_rfc3339()
        ))),
        (Some(asked), _) => Ok(asked),
        (None, last) => Ok(last.map_or(SystemClock.now(), |last| last.max(SystemClock.now()))),
    }
}

/// Where the running process says how to reach it: with it `suiji clock` of the same user does.
pub fn control_file(data: &Path) -> PathBuf {
    data.join("control")
}

fn settings(options: &Options, entropy: &dyn Entropy) -> Result<Settings, Failure> {
    let secret = hex::encode(entropy.bytes32());
    Ok(Settings::load(options.config.as_deref(), |settings| {
        settings.data.dir.clone_from(&options.data);
        if let Some(listen) = options.listen {
            settings.server.listen = listen;
        }
        if settings.identity.service_secret.is_empty() {
            settings.identity.service_secret = Secret::new(secret);
        }
        if let Some(token) = &options.rehearsal_token {
            settings.rehearsal.allowed = true;
            settings.rehearsal.token = Secret::new(token.clone());
        }
    })?)
}

#[derive(Clone)]
struct Control {
    clock: ShiftedClock,
    token: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

fn control_routes(config: &mut ServiceConfig, clock: &ShiftedClock, token: &str) {
    let control = Control { clock: clock.clone(), token: token.to_owned() };
    config.app_data(Data::new(control)).route("/control/clock", actix::post().to(advance));
}

/// Moves the clock forward; never back, since the journal's order is the order of time.
async fn advance(request: HttpRequest, control: Data<Control>, body: actix::Json<Advance>) -> HttpResponse {
    let given = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    if given != Some(&format!("Bearer {}", control.token)) {
        return HttpResponse::Forbidden().finish();
    }
    // A hundred years at most: further than any deadline, short of every overflow.
    control.clock.advance(std::time::Duration::from_secs(body.seconds.min(3_155_760_000)));
    HttpResponse::Ok().body(control.clock.now().with_timezone(&kernel::time::BEIJING).to_rfc3339())
}

#[cfg(unix)]
pub fn write_private(path: &Path, text: &str) -> Result<(), Failure> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let opened = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|e| Failure::at(path, &e))
}
