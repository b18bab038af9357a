//! A service that keeps slips, with a clock and a timer moved by hand.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bus::{Bus, EmbeddedBus, EmbeddedOptions};
use kernel::{Actor, DepartmentId, RegionCode, SeededEntropy, Timer, time::FixedClock};
use store::{Context, Loaded, StoreError, Who, Work, idempotency::Key, schema};
use tempfile::TempDir;

use crate::{
    database::{Kind, TestDatabase},
    slip::{STEPS, Slip, SlipEvent},
};

pub struct Shop {
    pub context: Context,
    pub clock: FixedClock,
    pub timer: Arc<HandTimer>,
    pub directory: TempDir,
    /// Dropped last: the context's connections are gone then.
    _database: TestDatabase,
}

/// Stands still until moved.
#[derive(Debug, Default)]
pub struct HandTimer(AtomicU64);

impl HandTimer {
    pub fn pass(&self, time: Duration) {
        self.0.fetch_add(u64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

impl Timer for HandTimer {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }
}

pub fn region() -> RegionCode {
    "410481".parse().unwrap()
}

pub fn department(short: &str) -> DepartmentId {
    DepartmentId::of(&region(), short).unwrap()
}

impl Shop {
    pub async fn open(kind: Kind) -> Self {
        Self::named(kind, "planning").await
    }

    pub async fn named(kind: Kind, service: &'static str) -> Self {
        let database = TestDatabase::new(kind).await;
        let connected = database.connect().await;
        schema::migrate(&connected, STEPS).await.unwrap();
        let clock = FixedClock::at("2026-03-02T01:00:00Z".parse().unwrap());
        let (timer, entropy) = (Arc::new(HandTimer::default()), Arc::new(SeededEntropy::new(1)));
        let context = Context::new(service, connected, Arc::new(clock.clone()), timer.clone(), entropy);
        Self { context, clock, timer, directory: tempfile::tempdir().unwrap(), _database: database }
    }

    /// An embedded bus; another file is another stream.
    pub async fn bus(&self, file: &str, seed: u64) -> Arc<dyn Bus> {
        let options = EmbeddedOptions::new(self.timer.clone(), Arc::new(SeededEntropy::new(seed)));
        Arc::new(EmbeddedBus::open(&self.directory.path().join(file), options).await.unwrap())
    }

    /// Begins a piece of work of the system, with an idempotency key where one is given.
    pub async fn begin(&self, key: Option<Key>) -> Result<Work, StoreError> {
        Work::begin(&self.context, Who::new(Actor::system(region())), key).await
    }

    /// Begins as one who may see what `short` may.
    pub async fn begin_as(&self, short: &str) -> Work {
        let mut work = self.begin(None).await.unwrap();
        work.who.held = vec![access::Reader::Department(department(short))];
        work
    }

    /// A slip of the market regulators, under its title.
    pub async fn write(&self, title: &str) -> Loaded<Slip> {
        let mut work = self.begin(None).await.unwrap();
        let loaded = write_in(&mut work, title).await.unwrap();
        work.commit().await.unwrap();
        loaded
    }

    /// Hands a slip to another department.
    pub async fn hand_on(&self, slip: &mut Loaded<Slip>, to: &str) -> Result<(), StoreError> {
        let mut work = self.begin(None).await?;
        let event = handed_on(slip, to);
        work.apply(slip, &[event]).await?;
        work.commit().await
    }

    pub async fn count(&self, text: &str) -> i64 {
        store::sql::number(self.context.database.read(), text, vec![]).await.unwrap()
    }

    /// Rows of journal, outbox, slips and readers.
    pub async fn rows(&self) -> [i64; 4] {
        let mut rows = [0; 4];
        for (place, table) in ["journal", "outbox", "slip", "reader"].into_iter().enumerate() {
            rows[place] = self.count(&format!("SELECT count(*) AS number FROM {table}")).await;
        }
        rows
    }
}

pub async fn write_in(work: &mut Work, title: &str) -> Result<Loaded<Slip>, StoreError> {
    let state = Slip { title: title.to_owned(), holder: department("scjg"), secret: None, due: None };
    work.create(title, state, &[SlipEvent::Written { title: title.to_owned() }]).await
}

pub fn handed_on(slip: &Loaded<Slip>, to: &str) -> SlipEvent {
    SlipEvent::HandedOn { from: slip.state.holder.clone(), to: department(to) }
}
