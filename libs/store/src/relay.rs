//! The relay: carries the outbox to the stream, and notices when the stream has forgotten.
//!
//! An unanswered publish is not a failed one: the rows stay and go out again under the same message id, which the stream
//! knows. After the publish, rows move from `outbox` to `published`, where each gets its gap-free position.

use std::{sync::Arc, time::Duration};

use bus::{Message, Publisher, StreamPosition};
use contracts::Fact;
use sea_orm::{FromQueryResult, Value};

use crate::{Context, StoreError, killpoint, lease::Lease, sql};

/// Rows carried in one batch.
const BATCH: usize = 100;
/// How long a silent relay keeps its lease.
const LEASE: Duration = Duration::from_secs(5);

/// One service's relay. Of several replicas one relays at a time.
pub struct Relay {
    context: Context,
    publisher: Arc<dyn Publisher>,
    /// The stream as last seen, whose identity stands beside each published row.
    stream: Option<StreamPosition>,
    lease: Lease,
    lease_until: Duration,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay").field("service", &self.context.service).finish_non_exhaustive()
    }
}

#[derive(FromQueryResult)]
struct Pending {
    seq: i64,
    journal_id: String,
    audience: String,
    subject: String,
    envelope: String,
}

#[derive(FromQueryResult)]
struct LastPublished {
    journal_id: String,
    audience: String,
    stream: String,
    sequence: i64,
}

impl Relay {
    pub fn new(context: Context, publisher: Arc<dyn Publisher>) -> Self {
        Self { context, publisher, stream: None, lease: Lease::new("relay"), lease_until: Duration::ZERO }
    }

    /// One step: publishes one batch. Returns how many rows went out; 0 means nothing waits, or another replica relays.
    pub async fn step(&mut self) -> Result<usize, StoreError> {
        if !self.holds_lease().await? {
            return Ok(0);
        }
        let stream = match self.stream.clone() {
            Some(stream) => stream,
            None => self.look_at_stream().await?,
        };
        let rows = self.pending().await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let messages = rows.iter().map(message).collect::<Result<Vec<_>, _>>()?;
        let published = self.publisher.publish(&messages).await.map_err(|e| {
            // The stream may have gone and come back as another: look again before the next batch.
            self.stream = None;
            StoreError::Bus(e.to_string())
        })?;
        killpoint::reach(self.context.service, "after-publish");
        let sequences: Vec<u64> = published.iter().map(|p| p.sequence).collect();
        self.note_published(&rows, &sequences, &stream.identity).await?;
        Ok(rows.len())
    }

    /// Compares the stream with what was published to it; what it has forgotten goes out again. Returns how many rows.
    pub async fn reconcile(&mut self) -> Result<u64, StoreError> {
        self.stream = None;
        if !self.holds_lease().await? {
            return Ok(0);
        }
        let stream = self.look_at_stream().await?;
        let text = "SELECT journal_id, audience, stream, sequence FROM published
                    WHERE stream = ? ORDER BY sequence DESC LIMIT 1";
        let read = self.context.database.read();
        let last = sql::one::<LastPublished, _>(read, text, vec![stream.identity.as_str().into()]).await?;
        let elsewhere = "stream <> ?".to_owned();
        let mut forgotten = self.lay_out_again(&elsewhere, vec![stream.identity.as_str().into()]).await?;
        if let Some(last) = last
            && !self.still_holds(&stream, &last).await?
        {
            forgotten += self.lay_out_again("stream = ?", vec![last.stream.into()]).await?;
        }
        Ok(forgotten)
    }

    async fn still_holds(&self, stream: &StreamPosition, last: &LastPublished) -> Result<bool, StoreError> {
        if stream.last_sequence < last.sequence.unsigned_abs() {
            return Ok(false);
        }
        let id = self.publisher.message_id_at(last.sequence.unsigned_abs()).await;
        let id = id.map_err(|e| StoreError::Bus(e.to_string()))?;
        // Absent is aged out, which is forgetting by rule; another id at our place is a stream that fell back.
        Ok(id.is_none_or(|id| id == format!("{}:{}", last.journal_id, last.audience)))
    }

    /// Rows that wait already are left alone: twice in one batch, a row could not be noted as published.
    async fn lay_out_again(&self, which: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let transaction = self.context.database.begin().await?;
        let insert = format!(
            "INSERT INTO outbox (journal_id, audience, subject)
             SELECT journal_id, audience, subject FROM published p WHERE {which}
             AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.journal_id = p.journal_id AND o.audience = p.audience)
             ORDER BY position"
        );
        let count = sql::execute(&transaction, &insert, values).await?;
        transaction.commit().await?;
        if count > 0 {
            tracing::warn!(
                service = self.context.service,
                count,
                "the stream has forgotten messages; publishing again"
            );
        }
        Ok(count)
    }

    async fn holds_lease(&mut self) -> Result<bool, StoreError> {
        let now = self.context.timer.elapsed();
        if now < self.lease_until {
            return Ok(true);
        }
        let held = self.lease.take(&self.context, LEASE).await?;
        // Renewed at half time, measured on the monotonic timer.
        self.lease_until = if held { now + LEASE / 2 } else { Duration::ZERO };
        Ok(held)
    }

    /// At a graceful end: another replica may go on at once.
    pub async fn give_back(&mut self) -> Result<(), StoreError> {
        self.lease_until = Duration::ZERO;
        self.lease.give_back(&self.context).await
    }

    async fn look_at_stream(&mut self) -> Result<StreamPosition, StoreError> {
        let stream = self.publisher.position().await.map_err(|e| StoreError::Bus(e.to_string()))?;
        self.stream = Some(stream.clone());
        Ok(stream)
    }

    async fn pending(&self) -> Result<Vec<Pending>, StoreError> {
        let text = "SELECT o.seq, o.journal_id, o.audience, o.subject, j.envelope
                    FROM outbox o JOIN journal j ON j.id = o.journal_id ORDER BY o.seq LIMIT ?";
        Ok(sql::all(self.context.database.read(), text, vec![(BATCH as i64).into()]).await?)
    }

    async fn note_published(
        &self,
        rows: &[Pending],
        sequences: &[u64],
        stream: &str,
    ) -> Result<(), StoreError> {
        let transaction = self.context.database.begin().await?;
        let text = "SELECT max(position) AS number FROM published";
        let first = sql::number(&transaction, text, vec![]).await? + 1;
        let mut values: Vec<Value> = Vec::new();
        for (position, (row, sequence)) in (first..).zip(rows.iter().zip(sequences)) {
            values.extend([
                position.into(),
                row.journal_id.as_str().into(),
                row.audience.as_str().into(),
                row.subject.as_str().into(),
                stream.into(),
                sequence.cast_signed().into(),
            ]);
        }
        // A row that went out once keeps its position when it goes out again.
        let insert = format!(
            "INSERT INTO published (position, journal_id, audience, subject, stream, sequence) VALUES {}
             ON CONFLICT (journal_id, audience) DO UPDATE SET stream = excluded.stream, sequence = excluded.sequence",
            vec!["(?, ?, ?, ?, ?, ?)"; rows.len()].join(", ")
        );
        sql::execute(&transaction, &insert, values).await?;
        let done: Vec<Value> = rows.iter().map(|row| row.seq.into()).collect();
        let delete = format!("DELETE FROM outbox WHERE seq IN ({})", sql::marks(done.len()));
        sql::execute(&transaction, &delete, done).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn message(row: &Pending) -> Result<Message, StoreError> {
    let fact: Fact = serde_json::from_str(&row.envelope)?;
    Ok(Message {
        id: format!("{}:{}", row.journal_id, row.audience),
        subject: row.subject.clone(),
        traceparent: fact.traceparent,
        body: row.envelope.clone().into_bytes(),
    })
}

/// What waits to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    pub rows: u64,
    pub oldest_age: Duration,
}

/// Rows that wait, and how long the oldest has; for metrics.
pub async fn backlog(context: &Context) -> Result<Backlog, StoreError> {
    let read = context.database.read();
    let rows = sql::number(read, "SELECT count(*) AS number FROM outbox", vec![]).await?.unsigned_abs();
    let text = "SELECT j.recorded_us AS number FROM outbox o JOIN journal j ON j.id = o.journal_id ORDER BY o.seq LIMIT 1";
    let oldest_us = sql::number(read, text, vec![]).await?;
    let age_us = if rows == 0 { 0 } else { context.clock.now().timestamp_micros() - oldest_us };
    Ok(Backlog { rows, oldest_age: Duration::from_micros(age_us.max(0).unsigned_abs()) })
}
