//! A service that is told what was said before: an empty one of the same kind beside the running one, or the running
//! one once more. It hears over a bus of its own, whose timer is moved by hand, so that nothing waits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bus::{Bus, Consumer, ConsumerSpec, EmbeddedBus, EmbeddedOptions, Message};
use kernel::{SeededEntropy, Timer};
use runtime::{Module, host};
use store::{Context, Database, DatabaseSettings, consume};
use tempfile::TempDir;
use web::Service;

use crate::App;

/// Longer than any pause between two attempts.
const PAUSE: Duration = Duration::from_secs(20);

/// A service that hears what a test tells it.
pub struct Beside {
    pub service: Service,
    module: &'static Module,
    bus: EmbeddedBus,
    consumer: Box<dyn Consumer>,
    timer: Arc<HandTimer>,
    _directory: TempDir,
}

#[derive(Debug, Default)]
struct HandTimer(AtomicU64);

impl Timer for HandTimer {
    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

impl App {
    /// Everything that was published, in the stream's order.
    pub async fn said(&self) -> Vec<Message> {
        self.drain().await;
        let spec = ConsumerSpec { durable: "testkit".to_owned(), filters: vec!["suiji.>".to_owned()] };
        let (mut consumer, mut said) = (self.bus().consumer(spec).await.unwrap(), Vec::new());
        loop {
            let deliveries = consumer.next(500, Duration::ZERO).await.unwrap();
            if deliveries.is_empty() {
                return said;
            }
            consumer.ack(&deliveries).await.unwrap();
            said.extend(deliveries.into_iter().map(|delivery| delivery.message));
        }
    }

    /// An empty service of this kind beside the running one.
    pub async fn beside(&self, module: Module) -> Beside {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/service.sqlite", directory.path().display());
        let settings = DatabaseSettings { url, max_connections: 4 };
        let module: &'static Module = Box::leak(Box::new(module));
        host::migrate(module, &settings).await.unwrap();
        let running = self.service(module.name);
        let context = Context::new(
            module.name,
            Database::connect(&settings).await.unwrap(),
            running.clock.clone(),
            running.timer.clone(),
            running.entropy.clone(),
        );
        let service = Service { context, ..running.clone() };
        Beside::new(service, module, directory).await
    }

    /// The running service itself, to be told something once more.
    pub async fn once_more(&self, module: Module) -> Beside {
        let service = self.service(module.name).clone();
        Beside::new(service, Box::leak(Box::new(module)), tempfile::tempdir().unwrap()).await
    }
}

impl Beside {
    async fn new(service: Service, module: &'static Module, directory: TempDir) -> Self {
        let timer = Arc::new(HandTimer::default());
        let options = EmbeddedOptions::new(timer.clone(), Arc::new(SeededEntropy::new(2)));
        let bus = EmbeddedBus::open(&directory.path().join("bus.sqlite"), options).await.unwrap();
        let mut filters: Vec<_> =
            module.subscriptions.iter().map(|kind| bus::subject::filter(kind)).collect();
        if filters.is_empty() {
            // Who subscribes to nothing is told nothing, and a consumer must have a filter.
            filters.push("suiji.>".to_owned());
        }
        let consumer = bus.consumer(ConsumerSpec { durable: module.name.to_owned(), filters }).await.unwrap();
        Self { service, module, bus, consumer, timer, _directory: directory }
    }

    /// Hears these messages, the first one first, until each has taken effect or lies among the dead letters.
    pub async fn hears(&mut self, messages: &[Message]) {
        for batch in messages.chunks(100) {
            self.bus.publisher().publish(batch).await.unwrap();
        }
        let mut silent = false;
        loop {
            let heard = consume::step(&self.service, &mut *self.consumer, self.module.react, Duration::ZERO);
            if heard.await.unwrap() != consume::Consumed::default() {
                silent = false;
            } else if silent {
                return;
            } else {
                // What waits for another attempt falls due.
                self.timer.0.fetch_add(PAUSE.as_secs(), Ordering::SeqCst);
                silent = true;
            }
        }
    }

    /// Runs each job until it has nothing to do.
    pub async fn works(&self) {
        for job in self.module.jobs {
            while (job.run)(&self.service).await.unwrap() > 0 {}
        }
    }
}

impl std::fmt::Debug for Beside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beside").field("service", &self.module.name).finish_non_exhaustive()
    }
}
