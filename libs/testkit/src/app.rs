//! The app under test.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use actix_web::{App as ActixApp, HttpServer, dev::ServerHandle, middleware::from_fn};
use bus::{Bus, EmbeddedBus, EmbeddedOptions, Message};
use contracts::{
    Envelope, Event,
    envelope::{AnyEvent, Fact},
};
use kernel::{
    Actor, Clock, Id, InspectorId, MonotonicTimer, Role, SeededEntropy, Timer,
    ids::{EventId, kind},
    time::FixedClock,
};
use reqwest::{Method, RequestBuilder};
use runtime::{Host, Module, Parts, Site, host, http::Face, metrics::Metrics};
use serde_json::Value;
use store::{Context, DatabaseSettings};
use tempfile::TempDir;
use web::{Ground, Keys, Peers, Service, Upstream, service::Extra};

use crate::Signer;

/// What the services of an installation share, so that they may ask each other.
const SECRET: &str = "secret of the test";

/// Services under test.
pub struct App {
    pub clock: FixedClock,
    pub base: String,
    host: Arc<Host>,
    bus: Arc<dyn Bus>,
    client: reqwest::Client,
    signer: Signer,
    entropy: Arc<SeededEntropy>,
    server: ServerHandle,
    _dir: TempDir,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    /// JSON, or a string where the body was something else.
    pub body: Value,
    pub etag: Option<String>,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The body, where the status is the one expected; else the test ends with what came.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{:#}", self.body);
        self.body
    }
    /// The problem's code, where it was refused with this status.
    #[track_caller]
    pub fn refused(self, status: u16) -> String {
        assert_eq!(self.status, status, "{:#}", self.body);
        self.body["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl App {
    /// Starts these services at 2026-03-02 09:00 Beijing time.
    pub async fn start(modules: &[Module]) -> Self {
        Self::start_with(modules, &[]).await
    }

    /// The same with settings of single services, such as `("rehearsal.allowed", "true")`.
    pub async fn start_with(modules: &[Module], settings: &[(&str, &str)]) -> Self {
        Self::start_sites(modules, &[], settings).await
    }

    /// The same with pages beside them.
    pub async fn start_sites(modules: &[Module], sites: &[Site], settings: &[(&str, &str)]) -> Self {
        crypto();
        let dir = tempfile::tempdir().unwrap();
        let clock = FixedClock::at("2026-03-02T01:00:00Z".parse().unwrap());
        let timer: Arc<dyn Timer> = Arc::new(MonotonicTimer::start());
        let entropy = Arc::new(SeededEntropy::new(1));
        let signer = Signer::default();
        let options = EmbeddedOptions::new(timer.clone(), entropy.clone());
        let bus: Arc<dyn Bus> =
            Arc::new(EmbeddedBus::open(&dir.path().join("bus.sqlite"), options).await.unwrap());
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let bases: BTreeMap<_, _> =
            modules.iter().map(|module| (module.name.to_owned(), base.clone())).collect();
        let client = reqwest::Client::new();
        let system = Signer::actor(Role::System, "000000", None, None);
        let ground = Ground {
            upstream: Upstream::new(client.clone(), bases.clone()),
            clock: Arc::new(clock.clone()),
            timer: timer.clone(),
            entropy: entropy.clone(),
            secure: false,
            demo: false,
        };
        let peers = Peers::new("test", client.clone(), bases, SECRET, timer.clone());
        let peers = if modules.iter().any(|module| module.name == "identity") {
            peers
        } else {
            peers.with_token(&signer.token(&system, Some("test")))
        };
        let keys = Keys::new(timer.clone());
        keys.learn(signer.keys());
        let token_key = dir.path().join("identity-token.key").display().to_string();
        let files = [("identity.token_key_file", token_key.as_str()), ("identity.service_secret", SECRET)];
        let extra = files.iter().chain(settings).map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let parts = Parts {
            clock: Arc::new(clock.clone()),
            timer: timer.clone(),
            entropy: entropy.clone(),
            keys,
            peers,
            extra: Arc::new(Extra(extra.collect())),
        };
        let mut host = assemble(modules, &dir, &bus, &parts).await;
        host.sites = sites.iter().map(|site| (&*Box::leak(Box::new(*site)), ground.clone())).collect();
        let host = Arc::new(host);
        let server = serve(host.clone(), timer, listener);
        Self { clock, base, host, bus, client, signer, entropy, server, _dir: dir }
    }

    /// A token for a role; the account behind it is the same for the same role, region and department.
    pub fn token(&self, role: Role, region: &str, department: Option<&str>) -> String {
        self.signer.token(&Signer::actor(role, region, department, None), None)
    }

    /// A token for an inspector of the library.
    pub fn inspector_token(&self, region: &str, department: &str, inspector: InspectorId) -> String {
        self.signer.token(&Signer::actor(Role::Inspector, region, Some(department), Some(inspector)), None)
    }

    /// The token of another service of the installation.
    pub fn service_token(&self, service: &str) -> String {
        self.signer.token(&Signer::actor(Role::System, "000000", None, None), Some(service))
    }

    /// The actor behind `token`.
    pub fn actor(role: Role, region: &str, department: Option<&str>) -> Actor {
        Signer::actor(role, region, department, None)
    }

    pub async fn get(&self, token: &str, path: &str) -> Reply {
        self.reply(self.request(Method::GET, token, path)).await
    }

    /// What waits at a service for one who has `token`: the kinds, each as often as it waits.
    pub async fn waiting(&self, token: &str, service: &str) -> Vec<String> {
        let view = self.get(token, &format!("/api/{service}/v1/waiting")).await.expect(200);
        let kinds = view["kinds"].as_array().unwrap().iter();
        let named = kinds.flat_map(|kind| {
            let times = usize::try_from(kind["count"].as_u64().unwrap()).unwrap();
            std::iter::repeat_n(kind["kind"].as_str().unwrap().to_owned(), times)
        });
        let named: Vec<_> = named.collect();
        assert_eq!(view["items"].as_array().unwrap().len(), named.len().min(100), "{view:#}");
        named
    }

    pub async fn post(&self, token: &str, path: &str, body: Value) -> Reply {
        self.reply(self.request(Method::POST, token, path).json(&body)).await
    }

    /// A command with headers, such as `("If-Match", "\"1\"")` or `("Idempotency-Key", "…")`.
    pub async fn post_with(&self, token: &str, path: &str, body: Value, headers: &[(&str, &str)]) -> Reply {
        let mut request = self.request(Method::POST, token, path).json(&body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.reply(request).await
    }

    pub async fn delete(&self, token: &str, path: &str) -> Reply {
        self.reply(self.request(Method::DELETE, token, path)).await
    }

    pub async fn upload(
        &self,
        token: &str,
        path: &str,
        media_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> Reply {
        let request =
            self.request(Method::POST, token, path).header("content-type", media_type).body(bytes.into());
        self.reply(request).await
    }

    /// A request with an empty token is sent without one.
    pub fn request(&self, method: Method, token: &str, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        if token.is_empty() { request } else { request.bearer_auth(token) }
    }

    /// Carries every event and runs every job until nothing moves any more.
    pub async fn drain(&self) {
        self.host.drain().await.unwrap();
    }

    /// Publishes an event as `service` would; it takes effect at the next `drain`.
    pub async fn publish<E: Event>(
        &self,
        service: &str,
        region: &str,
        aggregate: &str,
        version: u64,
        event: &E,
    ) -> Fact {
        let tagged: AnyEvent = serde_json::from_value(serde_json::to_value(event).unwrap()).unwrap();
        let now = self.clock.now();
        let id: EventId = Id::<kind::Event>::new(now, &*self.entropy);
        let fact = Envelope {
            specversion: "1.0".into(),
            id,
            source: format!("/suiji/{region}/{service}"),
            subject: aggregate.into(),
            time: now,
            datacontenttype: "application/json".into(),
            sequence: version,
            traceparent: None,
            region: region.parse().unwrap(),
            recordedtime: now,
            actor: Signer::actor(Role::System, region, None, None).account,
            actorrole: Role::System,
            actordepartment: None,
            onbehalfof: None,
            reason: None,
            cause: None,
            policyversion: kernel::POLICY_VERSION.into(),
            catalogueversion: None,
            calendarversion: None,
            event: tagged,
        };
        self.publish_fact(&fact).await;
        fact
    }

    /// Publishes an envelope as it is: a duplicate, a forgery, whatever a test needs.
    pub async fn publish_fact(&self, fact: &Fact) {
        let subject = bus::subject::from_type(fact.region.as_str(), fact.kind(), "_").unwrap();
        let id = Id::<kind::Event>::new(self.clock.now(), &*self.entropy);
        let body = serde_json::to_vec(fact).unwrap();
        let message = Message { id: format!("{id}:_"), subject, traceparent: None, body };
        self.bus.publisher().publish(&[message]).await.unwrap();
    }

    /// A service's own things, to look into its database.
    pub fn context(&self, service: &str) -> &Context {
        &self.service(service).context
    }

    pub(crate) fn service(&self, service: &str) -> &Service {
        let unit = self.host.units.iter().find(|unit| unit.module.name == service);
        &unit.expect("a started service").service
    }

    pub(crate) fn bus(&self) -> &dyn Bus {
        &*self.bus
    }

    async fn reply(&self, request: RequestBuilder) -> Reply {
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let etag = response.headers().get("etag").map(|value| value.to_str().unwrap().to_owned());
        let bytes = response.bytes().await.unwrap().to_vec();
        let text = || Value::String(String::from_utf8_lossy(&bytes).into_owned());
        Reply { status, body: serde_json::from_slice(&bytes).unwrap_or_else(|_| text()), etag, bytes }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // Not awaited: the server's threads end with the test's runtime.
        drop(self.server.stop(false));
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("base", &self.base).finish_non_exhaustive()
    }
}

async fn assemble(modules: &[Module], dir: &TempDir, bus: &Arc<dyn Bus>, parts: &Parts) -> Host {
    let mut host = Host::default();
    for module in modules {
        let module: &'static Module = Box::leak(Box::new(*module));
        let url = format!("sqlite://{}/{}.sqlite", dir.path().display(), module.name);
        let settings = DatabaseSettings { url, max_connections: 4 };
        host::migrate(module, &settings).await.unwrap();
        host.add(module, &settings, bus.clone(), parts).await.unwrap();
    }
    host
}

fn serve(host: Arc<Host>, timer: Arc<dyn Timer>, listener: std::net::TcpListener) -> ServerHandle {
    let services = host.services();
    let face = Face { host, timer, metrics: Metrics::new(), discovery: Arc::new(Value::Null) };
    let server = HttpServer::new(move || {
        ActixApp::new()
            .wrap(from_fn(runtime::http::around))
            .configure(|config| runtime::http::configure(&face, &services, config))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)
    .unwrap()
    .run();
    let handle = server.handle();
    tokio::spawn(server);
    handle
}

fn crypto() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(runtime::telemetry::install_crypto);
}
