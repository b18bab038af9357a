//! The two implementations as the contract sees them.

use std::{fs, path::Path, sync::Arc, time::Duration};

use bus::{
    Bus, Consumer, ConsumerSpec, Delivery, EmbeddedBus, EmbeddedOptions, Message, NatsBus, NatsOptions,
    Publisher,
};
use kernel::{MonotonicTimer, OsEntropy};
use tempfile::TempDir;

use crate::server::NatsServer;

/// Long enough for a slow machine; what is expected to come is never waited for as long.
pub const LONG: Duration = Duration::from_secs(20);
/// The acknowledgement wait of tests that wait for it to pass.
pub const SHORT: Duration = Duration::from_millis(400);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Embedded,
    Nats,
}

enum Running {
    Stopped,
    Embedded(EmbeddedBus),
    Nats(
        NatsBus,
        #[allow(dead_code, reason = "held so that the server lives as long as its bus")] NatsServer,
    ),
}

/// A bus with its storage, which outlives it.
pub struct Backend {
    kind: Kind,
    directory: TempDir,
    ack_wait: Duration,
    port: Option<u16>,
    running: Running,
}

impl Backend {
    pub async fn start(kind: Kind) -> Self {
        Self::with_ack_wait(kind, Duration::from_secs(60)).await
    }

    pub async fn with_ack_wait(kind: Kind, ack_wait: Duration) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut backend = Self { kind, directory, ack_wait, port: None, running: Running::Stopped };
        backend.run().await;
        backend.bus().prepare().await.unwrap();
        backend
    }

    pub fn bus(&self) -> Arc<dyn Bus> {
        match &self.running {
            Running::Embedded(bus) => Arc::new(bus.clone()),
            Running::Nats(bus, _) => Arc::new(bus.clone()),
            Running::Stopped => panic!("stopped"),
        }
    }

    pub fn publisher(&self) -> Arc<dyn Publisher> {
        self.bus().publisher()
    }

    pub async fn consumer(&self, durable: &str, filters: &[&str]) -> Box<dyn Consumer> {
        let filters = filters.iter().map(ToString::to_string).collect();
        self.bus().consumer(ConsumerSpec { durable: durable.into(), filters }).await.unwrap()
    }

    /// Everything a service publishes, read by one durable.
    pub async fn reader(&self) -> Box<dyn Consumer> {
        self.consumer("reader", &["suiji.>"]).await
    }

    async fn run(&mut self) {
        self.running = match self.kind {
            Kind::Embedded => Running::Embedded(self.open_file().await),
            Kind::Nats => {
                let server = NatsServer::start(self.directory.path(), self.port);
                self.port = Some(server.port);
                Running::Nats(connect(server.port, self.ack_wait).await, server)
            }
        };
    }

    async fn open_file(&self) -> EmbeddedBus {
        let timer = Arc::new(MonotonicTimer::start());
        let mut options = EmbeddedOptions::new(timer, Arc::new(OsEntropy::new().unwrap()));
        options.ack_wait = self.ack_wait;
        EmbeddedBus::open(&self.storage().join("bus.sqlite"), options).await.unwrap()
    }

    fn storage(&self) -> std::path::PathBuf {
        let storage = self.directory.path().join("store");
        fs::create_dir_all(&storage).unwrap();
        storage
    }

    pub async fn stop(&mut self) {
        match std::mem::replace(&mut self.running, Running::Stopped) {
            Running::Embedded(bus) => bus.close().await.unwrap(),
            Running::Nats(_, server) => server.stop(),
            Running::Stopped => {}
        }
    }

    /// Stops, and starts again on the same storage.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.run().await;
    }

    /// Starts again with an empty storage.
    pub async fn lose_everything(&mut self) {
        self.stop().await;
        fs::remove_dir_all(self.storage()).unwrap();
        self.run().await;
        self.bus().prepare().await.unwrap();
    }

    /// Keeps a copy of the storage, to fall back to.
    pub async fn save(&mut self) -> TempDir {
        self.stop().await;
        let copy = tempfile::tempdir().unwrap();
        copy_directory(&self.storage(), copy.path());
        self.run().await;
        copy
    }

    /// What a loss of power may do: everything since the copy is gone.
    pub async fn fall_back(&mut self, copy: &TempDir) {
        self.stop().await;
        fs::remove_dir_all(self.storage()).unwrap();
        copy_directory(copy.path(), &self.storage());
        self.run().await;
    }
}

pub async fn connect(port: u16, ack_wait: Duration) -> NatsBus {
    let mut options = NatsOptions::new(format!("nats://127.0.0.1:{port}"), "contract");
    options.ack_wait = ack_wait;
    let bus = NatsBus::connect(options).await.unwrap();
    bus.wait_until_connected(LONG).await.unwrap();
    bus
}

fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_directory(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub fn message(id: impl ToString) -> Message {
    message_on("suiji.410400.referral.issued.v1._", id)
}

pub fn message_on(subject: &str, id: impl ToString) -> Message {
    let id = id.to_string();
    Message { subject: subject.into(), traceparent: None, body: format!("body of {id}").into_bytes(), id }
}

pub fn messages(count: usize) -> Vec<Message> {
    (0..count).map(|number| message(format!("m{number}"))).collect()
}

pub fn ids(deliveries: &[Delivery]) -> Vec<&str> {
    deliveries.iter().map(|delivery| delivery.message.id.as_str()).collect()
}

/// Reads until `count` deliveries are there, acknowledging each list.
pub async fn read(consumer: &mut dyn Consumer, count: usize) -> Vec<Delivery> {
    let mut all = Vec::new();
    while all.len() < count {
        let some = consumer.next(count - all.len(), LONG).await.unwrap();
        assert!(!some.is_empty(), "only {} of {count} came: {:?}", all.len(), ids(&all));
        consumer.ack(&some).await.unwrap();
        all.extend(some);
    }
    all
}

/// Nothing is there now.
pub async fn is_empty(consumer: &mut dyn Consumer) -> bool {
    consumer.next(10, Duration::from_millis(50)).await.unwrap().is_empty()
}
