//! A NATS server of the test's own.

use std::{
    env,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

/// Killed when dropped.
pub struct NatsServer {
    child: Child,
    pub port: u16,
}

impl NatsServer {
    /// Returns when the server says that it is ready.
    pub fn start(directory: &Path, port: Option<u16>) -> Self {
        Self::start_with(directory, port, "", &[])
    }

    /// With more lines of configuration, and the environment that these refer to.
    pub fn start_with(
        directory: &Path,
        port: Option<u16>,
        more: &str,
        environment: &[(String, String)],
    ) -> Self {
        let port = port.unwrap_or_else(free_port);
        let config = directory.join("nats.conf");
        let store = directory.join("store");
        let text = format!(
            "listen: \"127.0.0.1:{port}\"\njetstream {{ store_dir: {:?}, sync_interval: always }}\n{more}\n",
            store.display().to_string()
        );
        std::fs::write(&config, text).unwrap();
        let mut child = Command::new(binary())
            .arg("-c")
            .arg(&config)
            .envs(environment.iter().cloned())
            .stderr(Stdio::piped())
            .spawn()
            .expect("nats-server starts");
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let ready = log.by_ref().map_while(Result::ok).any(|line| line.contains("Server is ready"));
        assert!(ready, "nats-server ended before it was ready");
        // Read on, or the server would block on a full pipe.
        thread::spawn(move || log.map_while(Result::ok).for_each(drop));
        Self { child, port }
    }

    /// Ends in order. A killed server may forget the last acknowledgements, which then only costs another delivery.
    pub fn stop(mut self) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg("-TERM").arg(pid).status().unwrap().success());
        self.child.wait().unwrap();
    }
}

impl Drop for NatsServer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn binary() -> PathBuf {
    let path = env::var_os("SUIJI_TEST_NATS_BIN").map(PathBuf::from).expect(
        "SUIJI_TEST_NATS_BIN is not set: it must name a nats-server binary, 2.12 or newer (./tests/run sets it up)",
    );
    assert!(path.is_file(), "SUIJI_TEST_NATS_BIN names {}, which is not a file", path.display());
    path
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
