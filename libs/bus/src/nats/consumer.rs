use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, future::BoxFuture};
use tokio::{sync::watch, time::timeout};

use super::{
    Connection, STREAM,
    client::jetstream::{
        self, AckKind,
        consumer::{AckPolicy, DeliverPolicy, PullConsumer, pull},
    },
    failed,
    publisher::TRACEPARENT,
    stream::message_id,
};
use crate::{BusError, Consumer, ConsumerSpec, Delivery, Message};

/// How much longer than the server to wait for a delivery, for the way back.
const MARGIN: Duration = Duration::from_secs(1);

/// One reader of a durable pull consumer.
///
/// It keeps no request open between calls: what the server delivers to a request that nobody waits for any more comes again
/// only after the acknowledgement wait. So it asks for one message and waits, then for what else is there without waiting.
#[derive(Debug)]
pub(super) struct NatsConsumer {
    connection: Arc<Connection>,
    config: pull::Config,
    /// `None` after a failure: the durable may be gone with the stream and is then created again.
    reader: Option<PullConsumer>,
}

impl NatsConsumer {
    pub(super) async fn open(connection: Arc<Connection>, spec: &ConsumerSpec) -> Result<Self, BusError> {
        let config = config(&connection, spec)?;
        let mut consumer = Self { connection, config, reader: None };
        consumer.reader().await?;
        Ok(consumer)
    }

    /// Creating is updating where the durable exists; its cursor stays.
    async fn reader(&mut self) -> Result<PullConsumer, BusError> {
        if let Some(reader) = &self.reader {
            return Ok(reader.clone());
        }
        self.connection.connected()?;
        let created = self.connection.jetstream.create_consumer_on_stream(self.config.clone(), STREAM).await;
        let reader: PullConsumer = created.map_err(failed("creating a consumer"))?;
        self.reader = Some(reader.clone());
        Ok(reader)
    }

    async fn next_within(&mut self, max: usize, wait: Duration) -> Result<Vec<Delivery>, BusError> {
        let reader = self.reader().await?;
        let read = read(&reader, max.max(1), wait, self.connection.online.clone()).await;
        if read.is_err() {
            self.reader = None;
        }
        self.connection.connected()?;
        read?.iter().map(delivery).collect()
    }

    /// Sends and flushes without waiting for the server's word: a lost acknowledgement costs one delivery more.
    async fn answer(&self, deliveries: &[Delivery], kind: AckKind) -> Result<(), BusError> {
        self.connection.connected()?;
        let payload = kind.into();
        for delivery in deliveries {
            let sent = self.connection.client.publish(delivery.handle.clone(), Clone::clone(&payload));
            sent.await.map_err(failed("acknowledging"))?;
        }
        self.connection.client.flush().await.map_err(failed("acknowledging"))
    }
}

impl Consumer for NatsConsumer {
    fn next(&mut self, max: usize, wait: Duration) -> BoxFuture<'_, Result<Vec<Delivery>, BusError>> {
        Box::pin(self.next_within(max, wait))
    }

    fn ack<'a>(&'a mut self, deliveries: &'a [Delivery]) -> BoxFuture<'a, Result<(), BusError>> {
        Box::pin(self.answer(deliveries, AckKind::Ack))
    }

    fn retry<'a>(
        &'a mut self,
        delivery: &'a Delivery,
        after: Duration,
    ) -> BoxFuture<'a, Result<(), BusError>> {
        Box::pin(self.answer(std::slice::from_ref(delivery), AckKind::Nak(Some(after))))
    }
}

fn config(connection: &Connection, spec: &ConsumerSpec) -> Result<pull::Config, BusError> {
    Ok(pull::Config {
        durable_name: Some(spec.durable.clone()),
        name: Some(spec.durable.clone()),
        filter_subjects: spec.checked_filters()?,
        deliver_policy: DeliverPolicy::All,
        ack_policy: AckPolicy::Explicit,
        ack_wait: connection.options.ack_wait,
        // Whether a message has been tried often enough is the service's decision.
        max_deliver: -1,
        max_ack_pending: i64::from(connection.options.max_ack_pending),
        ..pull::Config::default()
    })
}

async fn read(
    reader: &PullConsumer,
    max: usize,
    wait: Duration,
    online: watch::Receiver<bool>,
) -> Result<Vec<jetstream::Message>, BusError> {
    let mut messages = Vec::new();
    if !wait.is_zero() {
        match first(reader, wait, online).await? {
            Some(message) => messages.push(message),
            None => return Ok(messages),
        }
    }
    if messages.len() < max {
        let added = add_waiting(reader, max, &mut messages).await;
        // What has arrived is given even so: it would come again only after the acknowledgement wait.
        if messages.is_empty() {
            added?;
        }
    }
    Ok(messages)
}

/// The server forgets a request when the connection ends: then there is nothing more to wait for.
async fn first(
    reader: &PullConsumer,
    wait: Duration,
    mut online: watch::Receiver<bool>,
) -> Result<Option<jetstream::Message>, BusError> {
    online.mark_unchanged();
    let asked = reader.batch().max_messages(1).expires(wait).messages();
    let mut answers = asked.await.map_err(failed("asking for messages"))?;
    tokio::select! {
        answer = timeout(wait + MARGIN, answers.next()) => {
            answer.ok().flatten().transpose().map_err(failed("receiving"))
        }
        _ = online.changed() => Err(BusError::Disconnected),
    }
}

/// Adds what is there already, up to `max`.
async fn add_waiting(
    reader: &PullConsumer,
    max: usize,
    messages: &mut Vec<jetstream::Message>,
) -> Result<(), BusError> {
    let asked = timeout(MARGIN, reader.fetch().max_messages(max - messages.len()).messages());
    let mut answers = asked.await.map_err(|_| BusError::TimedOut)?.map_err(failed("asking for messages"))?;
    while let Ok(Some(Ok(message))) = timeout(MARGIN, answers.next()).await {
        messages.push(message);
    }
    Ok(())
}

fn delivery(message: &jetstream::Message) -> Result<Delivery, BusError> {
    let info = message.info().map_err(failed("reading a delivery"))?;
    let headers = message.headers.as_ref();
    let header =
        |name: &str| headers.and_then(|headers| headers.get(name)).map(|value| value.as_str().to_owned());
    Ok(Delivery {
        sequence: info.stream_sequence,
        attempt: info.delivered.unsigned_abs(),
        handle: message.reply.as_ref().map(ToString::to_string).unwrap_or_default(),
        message: Message {
            id: headers.and_then(message_id).unwrap_or_default(),
            subject: message.subject.to_string(),
            traceparent: header(TRACEPARENT),
            body: message.payload.to_vec(),
        },
    })
}
