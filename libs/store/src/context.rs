//! What a running service has at hand.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use kernel::{Clock, Entropy, Timer};
use tokio::sync::Notify;

use crate::Database;

/// A service's own things, shared by its handlers, reactions and jobs.
#[derive(Debug, Clone)]
pub struct Context {
    /// The service's name, a subject token.
    pub service: &'static str,
    pub database: Database,
    pub clock: Arc<dyn Clock>,
    pub timer: Arc<dyn Timer>,
    pub entropy: Arc<dyn Entropy>,
    /// Names this running process where replicas take turns (leases).
    pub instance: Arc<str>,
    /// Rung after each commit: the relay has something to publish.
    pub committed: Arc<Notify>,
    /// Rung after each commit: a job may have something to do.
    pub work_waits: Arc<Notify>,
    /// The law's clocks that this process told of.
    pub clocks: Arc<Clocks>,
}

/// Clocks of the law that ran short or out, as events of this process since its start: what alerts are made of. They are
/// of duties, which come after the visit, so that their number tells of no sealed one.
#[derive(Debug, Default)]
pub struct Clocks {
    due_soon: AtomicU64,
    overdue: AtomicU64,
}

impl Clocks {
    pub fn due_soon(&self) -> u64 {
        self.due_soon.load(Ordering::Relaxed)
    }
    pub fn overdue(&self) -> u64 {
        self.overdue.load(Ordering::Relaxed)
    }

    /// Counts the event types of a committed work.
    pub(crate) fn count<'a>(&self, kinds: impl Iterator<Item = &'a str>) {
        for kind in kinds {
            if kind.ends_with(".due-soon.v1") {
                self.due_soon.fetch_add(1, Ordering::Relaxed);
            } else if kind.ends_with(".overdue.v1") {
                self.overdue.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

impl Context {
    pub fn new(
        service: &'static str,
        database: Database,
        clock: Arc<dyn Clock>,
        timer: Arc<dyn Timer>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let instance = kernel::Id::<()>::new(clock.now(), &*entropy).to_string().into();
        Self {
            service,
            database,
            clock,
            timer,
            entropy,
            instance,
            committed: Arc::default(),
            work_waits: Arc::default(),
            clocks: Arc::default(),
        }
    }
}
