//! A service that keeps nothing but its journal.

use std::{path::Path, sync::Arc};

use bus::{Bus, EmbeddedBus, EmbeddedOptions};
use contracts::events::planning::{Region, RegistryEvent};
use kernel::{Actor, MonotonicTimer, RegionCode, SeededEntropy, time::FixedClock};
use store::{Context, Database, DatabaseSettings, Who, Work, idempotency::Key, schema};
use tempfile::TempDir;

pub struct Shop {
    pub context: Context,
    pub clock: FixedClock,
    pub dir: TempDir,
}

pub fn region() -> RegionCode {
    "410481".parse().unwrap()
}

impl Shop {
    pub async fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/planning.sqlite", dir.path().display());
        let database = Database::connect(&DatabaseSettings { url, max_connections: 2 }).await.unwrap();
        schema::migrate(&database, &[]).await.unwrap();
        let clock = FixedClock::at("2026-03-02T01:00:00Z".parse().unwrap());
        let (timer, entropy) = (Arc::new(MonotonicTimer::start()), Arc::new(SeededEntropy::new(1)));
        let context = Context::new("planning", database, Arc::new(clock.clone()), timer, entropy);
        Self { context, clock, dir }
    }

    pub async fn bus(&self, file: &str, seed: u64) -> Arc<dyn Bus> {
        let options = EmbeddedOptions::new(self.context.timer.clone(), Arc::new(SeededEntropy::new(seed)));
        Arc::new(EmbeddedBus::open(&Path::new(self.dir.path()).join(file), options).await.unwrap())
    }

    /// Begins a command of the public, with an idempotency key where one is given.
    pub async fn begin(&self, key: Option<&str>) -> Result<Work, store::StoreError> {
        let key = key.map(|key| Key { key: key.to_owned(), request: "POST /x".to_owned() });
        Work::begin(&self.context, Who::new(Actor::system(region())), key).await
    }

    /// Journals one event of an aggregate of its own.
    pub async fn say(&self, name: &str) {
        let mut work = self.begin(None).await.unwrap();
        let opened = Region { region: region(), name: name.to_owned(), parent: None, rehearsal: false };
        work.record(&region(), name, 0, &[RegistryEvent::RegionOpened(opened)]).await.unwrap();
        work.commit().await.unwrap();
    }

    pub async fn count(&self, text: &str) -> i64 {
        store::sql::number(self.context.database.read(), text, vec![]).await.unwrap()
    }
}
