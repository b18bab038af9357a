//! The bus of the embedded mode: an append-only log in one SQLite file, nothing to install.
//!
//! One process opens the file. Writers queue on one connection, readers have their own; consumers are woken by the
//! publish itself, not by polling. What a durable has been given and has not acknowledged is kept in the file with its
//! number of attempts, and is due again at once when the file is opened anew.

mod consumer;
mod log;
mod pending;
mod publisher;
mod schema;

use std::{path::Path, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use kernel::{Entropy, Timer};

use crate::{Bus, BusError, Consumer, ConsumerSpec, Publisher};
use consumer::EmbeddedConsumer;
use log::Log;
use publisher::EmbeddedPublisher;

/// How hard SQLite tries to keep a commit through a loss of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// The last commits may be lost with the power, whole ones and from the end. Enough here: the journal is the
    /// record, and the relay notices by [`Publisher::position`].
    #[default]
    Normal,
    /// Every commit is on the disk before it is answered.
    Full,
}

/// What an embedded bus needs to know.
#[derive(Debug, Clone)]
pub struct EmbeddedOptions {
    pub synchronous: Synchronous,
    /// How long a delivery may stay unacknowledged before it comes again.
    pub ack_wait: Duration,
    pub timer: Arc<dyn Timer>,
    /// Gives a new file its identity.
    pub entropy: Arc<dyn Entropy>,
}

impl EmbeddedOptions {
    /// `synchronous=NORMAL`, 5 seconds.
    pub fn new(timer: Arc<dyn Timer>, entropy: Arc<dyn Entropy>) -> Self {
        Self { synchronous: Synchronous::default(), ack_wait: crate::ACK_WAIT, timer, entropy }
    }
}

/// The embedded bus. Clones share the file.
#[derive(Debug, Clone)]
pub struct EmbeddedBus {
    log: Arc<Log>,
}

impl EmbeddedBus {
    /// Opens the file, creating it where missing; its directory must exist.
    pub async fn open(path: &Path, options: EmbeddedOptions) -> Result<Self, BusError> {
        let log = Log::open(path, options).await?;
        schema::create(&log).await?;
        log.make_pending_due().await?;
        Ok(Self { log: Arc::new(log) })
    }

    /// Closes the file after what is running. Consumers and publishers of this bus fail from then on.
    pub async fn close(&self) -> Result<(), BusError> {
        self.log.close().await
    }
}

impl Bus for EmbeddedBus {
    fn publisher(&self) -> Arc<dyn Publisher> {
        Arc::new(EmbeddedPublisher::new(self.log.clone()))
    }

    fn consumer(&self, spec: ConsumerSpec) -> BoxFuture<'_, Result<Box<dyn Consumer>, BusError>> {
        Box::pin(async move {
            let consumer = EmbeddedConsumer::open(self.log.clone(), &spec).await?;
            Ok(Box::new(consumer) as Box<dyn Consumer>)
        })
    }

    fn prepare(&self) -> BoxFuture<'_, Result<(), BusError>> {
        Box::pin(schema::create(&self.log))
    }

    fn ping(&self) -> BoxFuture<'_, Result<(), BusError>> {
        Box::pin(async move { self.log.ping().await })
    }
}
