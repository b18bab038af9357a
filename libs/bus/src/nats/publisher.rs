use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use futures_util::future::BoxFuture;

use super::{
    Connection,
    client::{
        HeaderMap, Request, RequestErrorKind,
        header::{
            NATS_BATCH_COMMIT, NATS_BATCH_COMMIT_FINAL, NATS_BATCH_ID, NATS_BATCH_SEQUENCE, NATS_MESSAGE_ID,
        },
        jetstream::{ErrorCode, publish::PublishAck, response::Response},
    },
    failed, stream,
};
use crate::{BusError, Message, Published, Publisher, StreamPosition};

/// Rows per atomic batch. The server takes up to 1,000.
const ROWS_PER_BATCH: usize = 200;

/// The header that carries the trace, as W3C Trace Context names it.
pub(super) const TRACEPARENT: &str = "traceparent";

#[derive(Debug)]
pub(super) struct NatsPublisher {
    connection: Arc<Connection>,
    /// Unlike every other publisher's, so that two batches never mix.
    batch_prefix: String,
    batches: AtomicU64,
}

impl NatsPublisher {
    pub(super) fn new(connection: Arc<Connection>) -> Self {
        let inbox = connection.client.new_inbox();
        let batch_prefix = inbox.rsplit('.').next().unwrap_or_default().to_owned();
        Self { connection, batch_prefix, batches: AtomicU64::new(0) }
    }

    async fn publish_batch(&self, batch: &[Message]) -> Result<Vec<Published>, BusError> {
        batch.iter().try_for_each(Message::check)?;
        let mut answers = Vec::with_capacity(batch.len());
        for rows in batch.chunks(ROWS_PER_BATCH) {
            match self.publish_at_once(rows).await? {
                Some(first) => answers.extend(consecutive(first, rows.len())),
                None => answers.extend(self.publish_one_by_one(rows).await?),
            }
        }
        Ok(answers)
    }

    /// All rows or none (ADR-50 of NATS). Gives the sequence of the first, or `None` where the server will not take these rows
    /// together: one of them is a duplicate (it then refuses all, error 10201), or the stream is older than atomic batches.
    async fn publish_at_once(&self, rows: &[Message]) -> Result<Option<u64>, BusError> {
        let [first @ .., last] = rows else { return Ok(None) };
        if first.is_empty() {
            return Ok(None);
        }
        self.connection.connected()?;
        let batch = format!("{}-{}", self.batch_prefix, self.batches.fetch_add(1, Ordering::Relaxed));
        for (place, row) in first.iter().enumerate() {
            let headers = batch_headers(row, &batch, place + 1);
            let sent = self.connection.client.publish_with_headers(
                row.subject.clone(),
                headers,
                row.body.clone().into(),
            );
            sent.await.map_err(failed("sending a batch"))?;
        }
        let mut headers = batch_headers(last, &batch, rows.len());
        headers.insert(NATS_BATCH_COMMIT, NATS_BATCH_COMMIT_FINAL);
        match self.request(last, headers).await? {
            Response::Ok(ack) => first_of_batch(&ack, rows.len()).map(Some),
            Response::Err { error } if goes_one_by_one(error.error_code()) => Ok(None),
            Response::Err { error } => Err(failed("storing a batch")(error)),
        }
    }

    /// Each row waits for the one before: were a later one stored without an earlier one, readers would drop the earlier as old.
    async fn publish_one_by_one(&self, rows: &[Message]) -> Result<Vec<Published>, BusError> {
        let mut answers = Vec::with_capacity(rows.len());
        for row in rows {
            self.connection.connected()?;
            match self.request(row, headers_of(row)).await? {
                Response::Ok(ack) => {
                    answers.push(Published { sequence: ack.sequence, duplicate: ack.duplicate })
                }
                Response::Err { error } => return Err(failed("storing a message")(error)),
            }
        }
        Ok(answers)
    }

    async fn request(&self, row: &Message, headers: HeaderMap) -> Result<Response<PublishAck>, BusError> {
        let request = Request::new().headers(headers).payload(row.body.clone().into());
        let answer = self.connection.client.send_request(row.subject.clone(), request).await;
        let answer = answer.map_err(|error| match error.kind() {
            RequestErrorKind::TimedOut => BusError::TimedOut,
            _ => failed("publishing")(error),
        })?;
        serde_json::from_slice(&answer.payload).map_err(failed("reading an acknowledgement"))
    }
}

impl Publisher for NatsPublisher {
    fn publish<'a>(&'a self, batch: &'a [Message]) -> BoxFuture<'a, Result<Vec<Published>, BusError>> {
        Box::pin(self.publish_batch(batch))
    }

    fn position(&self) -> BoxFuture<'_, Result<StreamPosition, BusError>> {
        Box::pin(stream::position(&self.connection))
    }

    fn message_id_at(&self, sequence: u64) -> BoxFuture<'_, Result<Option<String>, BusError>> {
        Box::pin(stream::message_id_at(&self.connection, sequence))
    }
}

fn headers_of(message: &Message) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(NATS_MESSAGE_ID, message.id.as_str());
    if let Some(traceparent) = &message.traceparent {
        headers.insert(TRACEPARENT, traceparent.as_str());
    }
    headers
}

fn batch_headers(message: &Message, batch: &str, place: usize) -> HeaderMap {
    let mut headers = headers_of(message);
    headers.insert(NATS_BATCH_ID, batch);
    headers.insert(NATS_BATCH_SEQUENCE, place.to_string().as_str());
    headers
}

/// The server acknowledges the last message; the batch stands in the stream without gap.
fn first_of_batch(ack: &PublishAck, rows: usize) -> Result<u64, BusError> {
    let rows = rows as u64;
    if ack.batch_size.is_some_and(|stored| stored != rows) || ack.sequence < rows {
        return Err(failed("storing a batch")("the server acknowledged another number of messages"));
    }
    Ok(ack.sequence - rows + 1)
}

fn consecutive(first: u64, rows: usize) -> impl Iterator<Item = Published> {
    (first..).take(rows).map(|sequence| Published { sequence, duplicate: false })
}

fn goes_one_by_one(code: ErrorCode) -> bool {
    code == ErrorCode::ATOMIC_PUBLISH_CONTAINS_DUPLICATE_MESSAGE || code == ErrorCode::ATOMIC_PUBLISH_DISABLED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_stands_before_its_acknowledged_message() {
        let ack = PublishAck { sequence: 12, batch_size: Some(3), ..PublishAck::default() };
        assert_eq!(first_of_batch(&ack, 3).unwrap(), 10);
        assert!(first_of_batch(&ack, 4).is_err());
        let places: Vec<u64> = consecutive(10, 3).map(|published| published.sequence).collect();
        assert_eq!(places, [10, 11, 12]);
    }
}
