//! The bus of the distributed mode: one JetStream stream, NATS server 2.12 or newer.
//!
//! Setting up the stream ([`Bus::prepare`]) takes the rights of the migration's user; a service's own user may publish its
//! own subjects, read the stream's state and use the durable consumer that carries its name (`deploy/nats/users.sh`).
//! The connection is made again for ever; meanwhile every call answers [`BusError::Disconnected`] at once.

// The client library is named in this file only; the modules below reach it through this name.
use async_nats as client;

mod consumer;
mod options;
mod publisher;
mod stream;

use std::{sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use tokio::{sync::watch, time::timeout};

use self::{
    client::{Client, Event, connection::State, jetstream},
    consumer::NatsConsumer,
    publisher::NatsPublisher,
};
use crate::{Bus, BusError, Consumer, ConsumerSpec, Publisher};
pub use options::{NatsAuth, NatsOptions};

/// The stream's name.
pub const STREAM: &str = "SUIJI";

/// The JetStream bus. Clones share the connection.
#[derive(Debug, Clone)]
pub struct NatsBus {
    connection: Arc<Connection>,
}

impl NatsBus {
    /// Starts connecting and returns without waiting for the server; [`Bus::ping`] tells when it is there. Fails on
    /// settings that cannot work: an address or a key that does not parse, a file that is missing.
    pub async fn connect(options: NatsOptions) -> Result<Self, BusError> {
        let (connected, online) = watch::channel(false);
        let client = options.connect(connected).await?;
        let jetstream = jetstream::ContextBuilder::new().timeout(options.timeout).build(client.clone());
        Ok(Self { connection: Arc::new(Connection { client, jetstream, options, online }) })
    }

    /// Waits for the server, at most `wait`.
    pub async fn wait_until_connected(&self, wait: Duration) -> Result<(), BusError> {
        let mut online = self.connection.online.clone();
        let connected = timeout(wait, online.wait_for(|online| *online)).await;
        if matches!(connected, Ok(Ok(_))) { Ok(()) } else { Err(BusError::Disconnected) }
    }

    /// Sends what is waiting and ends the connection.
    pub async fn close(&self) -> Result<(), BusError> {
        self.connection.client.drain().await.map_err(failed("draining"))
    }
}

impl Bus for NatsBus {
    fn publisher(&self) -> Arc<dyn Publisher> {
        Arc::new(NatsPublisher::new(self.connection.clone()))
    }

    fn consumer(&self, spec: ConsumerSpec) -> BoxFuture<'_, Result<Box<dyn Consumer>, BusError>> {
        Box::pin(async move {
            let consumer = NatsConsumer::open(self.connection.clone(), &spec).await?;
            Ok(Box::new(consumer) as Box<dyn Consumer>)
        })
    }

    fn prepare(&self) -> BoxFuture<'_, Result<(), BusError>> {
        Box::pin(stream::prepare(&self.connection))
    }

    fn ping(&self) -> BoxFuture<'_, Result<(), BusError>> {
        Box::pin(async move { stream::info(&self.connection).await.map(drop) })
    }
}

#[derive(Debug)]
struct Connection {
    client: Client,
    jetstream: jetstream::Context,
    options: NatsOptions,
    online: watch::Receiver<bool>,
}

impl Connection {
    /// What the client sends while disconnected it would send later, long after the caller was told "not known".
    fn connected(&self) -> Result<(), BusError> {
        match self.client.connection_state() {
            State::Connected => Ok(()),
            State::Pending | State::Disconnected => Err(BusError::Disconnected),
        }
    }
}

fn failed<E>(context: &'static str) -> impl FnOnce(E) -> BusError
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    move |error| BusError::Stream { context, source: error.into() }
}

/// Tells the log what happens to the connection, and those who wait for it.
fn report(event: &Event, connected: &watch::Sender<bool>) {
    match event {
        Event::Connected => {
            connected.send_replace(true);
            tracing::info!("connected to the event stream");
        }
        Event::Disconnected => {
            connected.send_replace(false);
            tracing::warn!("disconnected from the event stream");
        }
        other => tracing::warn!(event = %other, "event stream connection"),
    }
}
