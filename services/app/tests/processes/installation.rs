//! An installation: databases, NATS, and a process per service that is started again when it ends.

use std::{
    collections::BTreeMap,
    fs::File,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use tempfile::TempDir;

use crate::{
    database::{Kind, TestDatabase},
    nats::NatsServer,
    server::{bus_url, deployed_nats},
};

pub const SUIJI: &str = env!("CARGO_BIN_EXE_suiji");
pub const TOKEN: &str = "rehearsals-of-the-process-tests";
pub const SERVICES: [&str; 8] =
    ["identity", "planning", "pool", "draw", "inspection", "disclosure", "referral", "oversight"];

/// Ended when dropped: processes first, then NATS, then the databases.
pub struct Installation {
    supervisor: Supervisor,
    _nats: NatsServer,
    _databases: Vec<TestDatabase>,
    home: TempDir,
}

impl Installation {
    /// All services up; each service's first process gets what `disturbance` says in `SUIJI_KILL_AT`.
    pub async fn start(disturbance: impl Fn(&str) -> Option<String>) -> Self {
        Self::start_with(|port| port, disturbance, &[]).await
    }

    /// Undisturbed, in this environment.
    pub async fn start_in(environment: &[(String, String)]) -> Self {
        Self::start_with(|port| port, |_| None, environment).await
    }

    /// The same with the services reaching NATS at the port that `door` gives for NATS's own.
    pub async fn start_behind(
        door: impl FnOnce(u16) -> u16,
        disturbance: impl Fn(&str) -> Option<String>,
    ) -> Self {
        Self::start_with(door, disturbance, &[]).await
    }

    async fn start_with(
        door: impl FnOnce(u16) -> u16,
        disturbance: impl Fn(&str) -> Option<String>,
        environment: &[(String, String)],
    ) -> Self {
        let home = tempfile::tempdir().unwrap();
        let nats = deployed_nats(home.path());
        let ports = free_ports(SERVICES.len());
        let port_of: BTreeMap<_, _> = SERVICES.into_iter().zip(ports).collect();
        let config = home.path().join("suiji.toml");
        std::fs::write(&config, settings(home.path(), &port_of)).unwrap();
        let door = door(nats.port);
        let (mut databases, mut plans) = (Vec::new(), Vec::new());
        for service in SERVICES {
            let database = TestDatabase::new(Kind::Postgres).await;
            let plan = Plan {
                service,
                config: config.clone(),
                port: port_of[service],
                database: database.url.clone(),
                log: home.path().join(format!("{service}.log")),
                bus: bus_url(service, door),
                environment: environment.to_vec(),
            };
            let mut migrate = plan.command(&["migrate", "--target", service]);
            let migrated = migrate.env("SUIJI__BUS__URL", bus_url("migration", nats.port)).status().unwrap();
            assert!(migrated.success(), "{service} could not be migrated");
            databases.push(database);
            plans.push((plan, disturbance(service)));
        }
        let supervisor = Supervisor::start(plans);
        supervisor.until_all_answer();
        Self { supervisor, _nats: nats, _databases: databases, home }
    }

    /// Rehearses on the sample's first 1,200 objects, of which it draws about 15; returns how it ended and what it said.
    pub fn rehearse(&self, seed: u64) -> (ExitStatus, String) {
        let url = format!("http://127.0.0.1:{}", self.supervisor.plans[0].port);
        rehearse(&url, &self.home.path().join("report"), seed)
    }

    /// Kills a service's process at once.
    pub fn kill(&self, service: &str) {
        self.supervisor.kill(service);
    }

    /// What a service's processes wrote, all of them.
    pub fn log(&self, service: &str) -> String {
        std::fs::read_to_string(self.home.path().join(format!("{service}.log"))).unwrap()
    }

    /// How often a service was started again.
    pub fn restarts(&self, service: &str) -> usize {
        let place = SERVICES.iter().position(|known| *known == service).unwrap();
        self.supervisor.restarts.lock().unwrap()[place]
    }
}

/// Rehearses on the sample's first 1,200 objects against what runs at `url`.
pub fn rehearse(url: &str, report: &Path, seed: u64) -> (ExitStatus, String) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/sample/objects.csv");
    let sample = std::fs::read_to_string(sample).unwrap();
    let objects = report.with_extension("csv");
    std::fs::write(&objects, sample.split_inclusive('\n').take(1201).collect::<String>()).unwrap();
    let output = Command::new(SUIJI)
        .args(["rehearse", "--url", url, "--token", TOKEN, "--rate", "1%", "--seed", &seed.to_string()])
        .arg("--objects")
        .arg(objects)
        .arg("--report")
        .arg(report)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status, said + &String::from_utf8_lossy(&output.stderr))
}

fn settings(home: &Path, ports: &BTreeMap<&str, u16>) -> String {
    let services: String =
        ports.iter().map(|(name, port)| format!("{name} = \"http://127.0.0.1:{port}\"\n")).collect();
    format!(
        "[bus]\nkind = \"nats\"\n[data]\ndir = {:?}\n[services]\n{services}\
         [identity]\nservice_secret = \"{}\"\n[rehearsal]\nallowed = true\ntoken = \"{TOKEN}\"\n\
         [server]\nworkers = 1\n[database]\nmax_connections = 5\n",
        home.display().to_string(),
        "0123456789abcdef".repeat(4),
    )
}

/// Ports that nobody listens on, all different.
pub fn free_ports(number: usize) -> Vec<u16> {
    let held: Vec<_> = (0..number).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    held.iter().map(|listener| listener.local_addr().unwrap().port()).collect()
}

/// How a service is started.
struct Plan {
    service: &'static str,
    config: PathBuf,
    port: u16,
    database: String,
    bus: String,
    log: PathBuf,
    environment: Vec<(String, String)>,
}

impl Plan {
    fn command(&self, arguments: &[&str]) -> Command {
        let log = File::options().create(true).append(true).open(&self.log).unwrap();
        let mut command = Command::new(SUIJI);
        command
            .args(arguments)
            .arg("--config")
            .arg(&self.config)
            .env("SUIJI__DATABASE__URL", &self.database)
            .env("SUIJI__BUS__URL", &self.bus)
            .env("SUIJI__SERVER__LISTEN", format!("127.0.0.1:{}", self.port))
            .env_remove("SUIJI_KILL_AT")
            .envs(self.environment.iter().cloned())
            .stdout(Stdio::null())
            .stderr(log);
        command
    }

    fn launch(&self, kill_at: Option<&str>) -> Child {
        let mut command = self.command(&["serve", "--target", self.service]);
        if let Some(kill_at) = kill_at {
            command.env("SUIJI_KILL_AT", kill_at);
        }
        command.spawn().unwrap()
    }
}

/// Watches the processes as Kubernetes would.
struct Supervisor {
    plans: Arc<Vec<Plan>>,
    children: Arc<Mutex<Vec<Child>>>,
    restarts: Arc<Mutex<Vec<usize>>>,
    over: Arc<AtomicBool>,
    watching: Option<JoinHandle<()>>,
}

impl Supervisor {
    fn start(plans: Vec<(Plan, Option<String>)>) -> Self {
        let children = plans.iter().map(|(plan, kill_at)| plan.launch(kill_at.as_deref())).collect();
        let restarts = Arc::new(Mutex::new(vec![0; plans.len()]));
        let plans: Arc<Vec<_>> = Arc::new(plans.into_iter().map(|(plan, _)| plan).collect());
        let (children, over) = (Arc::new(Mutex::new(children)), Arc::new(AtomicBool::new(false)));
        let watched = (plans.clone(), children.clone(), restarts.clone(), over.clone());
        let watching = Some(thread::spawn(move || watch(&watched.0, &watched.1, &watched.2, &watched.3)));
        Self { plans, children, restarts, over, watching }
    }

    /// Returns when every service listens; one that is killed on the way is started again.
    fn until_all_answer(&self) {
        for plan in self.plans.iter() {
            let up = (0..1200).any(|_| {
                thread::sleep(Duration::from_millis(50));
                TcpStream::connect(("127.0.0.1", plan.port)).is_ok()
            });
            assert!(up, "{} does not come up", plan.service);
        }
    }

    fn kill(&self, service: &str) {
        let place = SERVICES.iter().position(|known| *known == service).unwrap();
        self.children.lock().unwrap()[place].kill().unwrap();
    }
}

fn watch(plans: &[Plan], children: &Mutex<Vec<Child>>, restarts: &Mutex<Vec<usize>>, over: &AtomicBool) {
    while !over.load(Ordering::SeqCst) {
        for (place, child) in children.lock().unwrap().iter_mut().enumerate() {
            if child.try_wait().unwrap().is_some() {
                *child = plans[place].launch(None);
                restarts.lock().unwrap()[place] += 1;
            }
        }
        thread::sleep(Duration::from_millis(50));
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        if let Some(watching) = self.watching.take() {
            watching.join().ok();
        }
        for child in self.children.lock().unwrap_or_else(std::sync::PoisonError::into_inner).iter_mut() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
