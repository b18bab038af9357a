//! What a running service has at hand.

use std::sync::Arc;

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
        }
    }
}
