//! One process of ours with an address: everything embedded, or identity alone on Postgres and NATS.

use std::{
    fs::File,
    future::Future,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use tempfile::TempDir;

use crate::{
    database::{Kind, TestDatabase},
    installation::{SERVICES, SUIJI, free_ports},
    nats::NatsServer,
};

const PASSWORD: &str = "for-the-test";

/// Killed when dropped, before what it stands on.
pub struct Server {
    pub base: String,
    pub home: TempDir,
    /// Identity's.
    pub database: String,
    environment: Vec<(String, String)>,
    child: Child,
    _ground: Option<(NatsServer, TestDatabase)>,
}

/// Looks again until it is so; ends the test where it never is.
pub async fn until<F: Future<Output = bool>>(what: &str, mut so: impl FnMut() -> F) {
    for _ in 0..400 {
        if so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}

impl Server {
    /// `suiji up`, ready.
    pub async fn up(environment: &[(String, String)]) -> Self {
        let (home, port) = (tempfile::tempdir().unwrap(), free_ports(1)[0]);
        let data = home.path().join("data");
        let listen = format!("127.0.0.1:{port}");
        let arguments = ["up", "--data", data.to_str().unwrap(), "--listen", &listen];
        let database = format!("sqlite://{}/identity.sqlite", data.display());
        let mut environment = environment.to_vec();
        environment.push(("SUIJI__DATA__DIR".to_owned(), data.display().to_string()));
        Self::start(home, port, &arguments, environment, database, None).await
    }

    /// `suiji serve --target identity`, ready, behind the doors that the two give for the ports of Postgres and NATS.
    pub async fn serve(postgres: impl FnOnce(u16) -> u16, nats: impl FnOnce(u16) -> u16) -> Self {
        let (home, port) = (tempfile::tempdir().unwrap(), free_ports(1)[0]);
        let ground = (deployed_nats(home.path()), TestDatabase::new(Kind::Postgres).await);
        let database = behind(&ground.1.url, postgres);
        let environment = [
            ("SUIJI__BUS__KIND", "nats".to_owned()),
            ("SUIJI__BUS__URL", bus_url("identity", nats(ground.0.port))),
            ("SUIJI__DATABASE__URL", database.clone()),
            ("SUIJI__SERVER__LISTEN", format!("127.0.0.1:{port}")),
            ("SUIJI__DATA__DIR", home.path().display().to_string()),
            ("SUIJI__IDENTITY__SERVICE_SECRET", "0123456789abcdef".repeat(4)),
        ];
        let environment: Vec<_> = environment.map(|(key, value)| (key.to_owned(), value)).into();
        let mut migrate = command(&["migrate", "--target", "identity"], &environment);
        migrate.env("SUIJI__BUS__URL", bus_url("migration", ground.0.port));
        assert!(migrate.status().unwrap().success());
        let arguments = ["serve", "--target", "identity"];
        Self::start(home, port, &arguments, environment, database, Some(ground)).await
    }

    async fn start(
        home: TempDir,
        port: u16,
        arguments: &[&str],
        environment: Vec<(String, String)>,
        database: String,
        ground: Option<(NatsServer, TestDatabase)>,
    ) -> Self {
        runtime::telemetry::install_crypto();
        let log = File::create(log(&home)).unwrap();
        let child = command(arguments, &environment).stderr(log).spawn().unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let server = Self { base, home, database, environment, child, _ground: ground };
        until("ready", || server.answers("/healthz/ready", 200)).await;
        server
    }

    pub async fn answers(&self, path: &str, status: u16) -> bool {
        let answer = reqwest::Client::new().get(format!("{}{path}", self.base)).send().await;
        answer.is_ok_and(|answer| answer.status().as_u16() == status)
    }

    /// Opens the first administrator, except that the last part of the body is not sent yet.
    pub fn begins_a_command(&self) -> Begun {
        let said = command(&["admin", "init"], &self.environment).stdout(Stdio::piped()).output().unwrap();
        let code = String::from_utf8(said.stdout).unwrap();
        let body = serde_json::json!({"code": code.trim(), "login": "admin", "password": "correct-horse-battery",
            "name": "管理员", "region": "410481"});
        Begun::new(self.base.trim_start_matches("http://"), body.to_string())
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(format!("-{name}")).arg(pid).status().unwrap().success());
    }

    /// Until it takes no more connections, as one does that has heard the signal.
    pub async fn takes_nothing_new(&self) {
        let address = self.base.trim_start_matches("http://");
        until("takes nothing new", || async { TcpStream::connect(address).is_err() }).await;
    }

    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// How it ended, which must be soon.
    pub fn ended(&mut self) -> ExitStatus {
        for _ in 0..200 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("runs on: {}", std::fs::read_to_string(log(&self.home)).unwrap());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn log(home: &TempDir) -> PathBuf {
    home.path().join("log")
}

pub fn command(arguments: &[&str], environment: &[(String, String)]) -> Command {
    let mut command = Command::new(SUIJI);
    command
        .args(arguments)
        .envs(environment.iter().cloned())
        .env_remove("SUIJI_KILL_AT")
        .stdout(Stdio::null());
    command
}

/// NATS with the users of `deploy/nats`, each of whom may do only what is its own.
pub fn deployed_nats(home: &Path) -> NatsServer {
    let users = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/nats/users.conf");
    let password = |user: &str| (format!("NATS_{}_PASSWORD", user.to_uppercase()), PASSWORD.to_owned());
    let environment: Vec<_> = SERVICES.into_iter().chain(["migration"]).map(password).collect();
    // The server reads an included file from where its configuration lies.
    std::fs::copy(users, home.join("users.conf")).unwrap();
    NatsServer::start_with(home, None, "include \"users.conf\"", &environment)
}

/// NATS as one of its users reaches it.
pub fn bus_url(user: &str, port: u16) -> String {
    format!("nats://{user}:{PASSWORD}@127.0.0.1:{port}")
}

/// The URL of a database with the port that `door` gives for its own.
fn behind(url: &str, door: impl FnOnce(u16) -> u16) -> String {
    let (host, name) = url.rsplit_once('/').unwrap();
    let (before, port) = host.rsplit_once(':').unwrap();
    format!("{before}:{}/{name}", door(port.parse().unwrap()))
}

/// A request under way.
pub struct Begun {
    stream: TcpStream,
    rest: String,
}

impl Begun {
    /// Returns when the server has read the head and asks for the body.
    fn new(address: &str, body: String) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        let head = format!(
            "POST /api/identity/v1/first-administrator HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 100"), "{line}");
        reader.read_line(&mut line).unwrap();
        Self { stream, rest: body }
    }

    /// Sends the body; the answer's first line, empty where none came.
    pub fn finish(mut self) -> String {
        let mut answer = String::new();
        if self.stream.write_all(self.rest.as_bytes()).is_ok() {
            // A connection that is reset says nothing either.
            let _reset = self.stream.read_to_string(&mut answer);
        }
        answer.lines().next().unwrap_or_default().to_owned()
    }
}
