//! A portal of its own, as a process beside the services would serve it, and whoever reads it.

use std::sync::Arc;

use actix_web::{App as ActixApp, HttpServer, dev::ServerHandle};
use kernel::{MonotonicTimer, SeededEntropy};
use runtime::Module;
use testkit::App;
use web::{Ground, Upstream};

pub struct Portal {
    base: String,
    client: reqwest::Client,
    server: ServerHandle,
}

impl Portal {
    /// Before these services.
    pub fn of(app: &App, modules: &[fn() -> Module]) -> Self {
        Self::alone(app, &app.base, modules)
    }

    /// Before services that are said to be at `at`.
    pub fn alone(app: &App, at: &str, modules: &[fn() -> Module]) -> Self {
        let client = reqwest::Client::new();
        let bases = modules.iter().map(|module| (module().name.to_owned(), at.to_owned())).collect();
        let ground = Ground {
            upstream: Upstream::new(client.clone(), bases),
            clock: Arc::new(app.clock.clone()),
            timer: Arc::new(MonotonicTimer::start()),
            entropy: Arc::new(SeededEntropy::new(2)),
            secure: false,
            demo: false,
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let routes = portal::site().routes;
        let server = HttpServer::new(move || {
            ActixApp::new().configure(|config| routes(&ground, config)).configure(web::site::assets)
        })
        .workers(1)
        .disable_signals()
        .listen(listener)
        .unwrap()
        .run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { base, client, server: handle }
    }

    /// What stands at this address, where the status is the one expected.
    pub async fn page(&self, path: &str, status: u16) -> String {
        let response = self.client.get(format!("{}{path}", self.base)).send().await.unwrap();
        let got = response.status().as_u16();
        let text = response.text().await.unwrap();
        assert_eq!(got, status, "{path}: {text}");
        text
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Not awaited: the server's threads end with the test's runtime.
        drop(self.server.stop(false));
    }
}
