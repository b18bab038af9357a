//! The services of one process, put together: databases, buses, keys, peers. `serve` and the tests both run a `Host`, so
//! what a test drains is what production loops.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use bus::{Bus, ConsumerSpec};
use kernel::{Clock, Entropy, Timer};
use store::{
    Context, Database, DatabaseSettings, StoreError,
    consume::{self, Consumed},
    idempotency,
    relay::Relay,
    schema,
};
use web::{Ground, Keys, Peers, Service, Services, peers::PeerError, service::Extra};

use crate::{Job, Module, Site, module::JobError};

/// What all services of a process share.
#[derive(Clone)]
pub struct Parts {
    pub clock: Arc<dyn Clock>,
    pub timer: Arc<dyn Timer>,
    pub entropy: Arc<dyn Entropy>,
    pub keys: Keys,
    pub peers: Peers,
    pub extra: Arc<Extra>,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts").field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// One service with what moves it.
pub struct Unit {
    pub module: &'static Module,
    pub service: Arc<Service>,
    pub bus: Arc<dyn Bus>,
}

impl std::fmt::Debug for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unit").field("name", &self.module.name).finish_non_exhaustive()
    }
}

/// The services of one process.
#[derive(Debug, Default)]
pub struct Host {
    pub units: Vec<Arc<Unit>>,
    pub sites: Vec<(&'static Site, Ground)>,
}

/// A process that cannot start says why.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("{service}: {error}")]
    Database { service: &'static str, error: sea_orm::DbErr },
    #[error("bus: {0}")]
    Bus(#[from] bus::BusError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Other(String),
}

impl Host {
    /// Adds a service: connects it. Its database must be up to date (`migrate`).
    pub async fn add(
        &mut self,
        module: &'static Module,
        database: &DatabaseSettings,
        bus: Arc<dyn Bus>,
        parts: &Parts,
    ) -> Result<(), StartError> {
        let database = connect(module.name, database).await?;
        let context = Context::new(
            module.name,
            database,
            parts.clock.clone(),
            parts.timer.clone(),
            parts.entropy.clone(),
        );
        let service = Service {
            context,
            keys: parts.keys.clone(),
            peers: parts.peers.for_service(module.name),
            react: module.react,
            waits: module.waits,
            settings: parts.extra.clone(),
        };
        self.units.push(Arc::new(Unit { module, service: Arc::new(service), bus }));
        Ok(())
    }

    pub fn services(&self) -> Services {
        let named: BTreeMap<_, _> =
            self.units.iter().map(|unit| (unit.module.name, unit.service.clone())).collect();
        Services(named)
    }

    /// Ready: every database and bus answers.
    pub async fn ready(&self) -> Result<(), String> {
        for unit in &self.units {
            let name = unit.module.name;
            unit.service.context.database.ping().await.map_err(|e| format!("{name}: {e}"))?;
            unit.bus.ping().await.map_err(|e| format!("{name}: {e}"))?;
        }
        Ok(())
    }

    /// Steps everything until nothing moves any more. For tests and rehearsals: no loop runs besides.
    pub async fn drain(&self) -> Result<(), StartError> {
        let mut movers = Vec::new();
        for unit in &self.units {
            movers.push((unit, unit.relay(), unit.consumer().await?));
        }
        for _ in 0..500 {
            let mut moved = 0;
            for (unit, relay, consumer) in &mut movers {
                while relay.step().await.map_err(other)? > 0 {
                    moved += 1;
                }
                if let Some(consumer) = consumer {
                    let wait = Duration::from_millis(1);
                    moved += total(unit.consume(&mut **consumer, wait).await.map_err(other)?);
                }
                moved += usize::try_from(unit.run_jobs().await.map_err(other)?).unwrap_or(usize::MAX);
            }
            if moved == 0 {
                return Ok(());
            }
        }
        Err(StartError::Other("does not come to rest".to_owned()))
    }
}

impl Unit {
    pub fn relay(&self) -> Relay {
        Relay::new(self.service.context.clone(), self.bus.publisher())
    }

    /// The durable consumer of its subscriptions; none where it subscribes to nothing.
    pub async fn consumer(&self) -> Result<Option<Box<dyn bus::Consumer>>, bus::BusError> {
        if self.module.subscriptions.is_empty() {
            return Ok(None);
        }
        let filters = self.module.subscriptions.iter().map(|kind| bus::subject::filter(kind)).collect();
        let spec = ConsumerSpec { durable: self.module.name.to_owned(), filters };
        self.bus.consumer(spec).await.map(Some)
    }

    pub async fn consume(
        &self,
        consumer: &mut dyn bus::Consumer,
        wait: Duration,
    ) -> Result<Consumed, StoreError> {
        consume::step(&self.service.context, consumer, self.module.react, wait).await
    }

    /// Runs each job until it has nothing to do.
    pub async fn run_jobs(&self) -> Result<u64, JobError> {
        let mut moved = 0;
        for job in self.module.jobs {
            moved += self.run_job(job).await?;
        }
        Ok(moved)
    }

    /// Runs one job until it has nothing to do.
    pub async fn run_job(&self, job: &Job) -> Result<u64, JobError> {
        let mut moved = 0;
        loop {
            match (job.run)(&self.service).await? {
                0 => return Ok(moved),
                count => moved += count,
            }
        }
    }

    /// Asks identity which tokens are good no longer. What it misses ends with its token's quarter of an hour.
    pub async fn learn_revoked(&self) -> Result<(), PeerError> {
        if self.service.keys.may_look() {
            let revoked = self.service.peers.revoked().await?;
            self.service.keys.revoke(revoked, self.service.clock.now());
        }
        Ok(())
    }

    /// Forgets idempotency keys whose time is over, and what a deletion left in the files; the journal is kept for good.
    pub async fn forget(&self) -> Result<u64, StoreError> {
        let days = self.service.settings.number("retention.idempotency_days", 30);
        let forgotten = idempotency::prune(&self.service.context, days).await?;
        self.service.database.scrub().await?;
        Ok(forgotten)
    }
}

/// Brings one service's database up to date.
pub async fn migrate(module: &'static Module, database: &DatabaseSettings) -> Result<(), StartError> {
    let connected = connect(module.name, database).await?;
    schema::migrate(&connected, module.migrations)
        .await
        .map_err(|error| StartError::Database { service: module.name, error })
}

async fn connect(service: &'static str, settings: &DatabaseSettings) -> Result<Database, StartError> {
    Database::connect(settings).await.map_err(|error| StartError::Database { service, error })
}

fn total(consumed: Consumed) -> usize {
    consumed.done + consumed.dead + consumed.retried
}

fn other(error: impl std::fmt::Display) -> StartError {
    StartError::Other(error.to_string())
}
