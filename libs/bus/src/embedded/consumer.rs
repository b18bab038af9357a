use std::{collections::HashMap, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use tokio::{sync::watch, time::timeout};

use super::{
    log::{Log, message_of, millis, sequence_of, sequences_json, statement},
    pending::{self, Taken},
};
use crate::{BusError, Consumer, ConsumerSpec, Delivery, subject};

/// Subjects read at once while looking for messages that the filters hear.
const SCAN_ROWS: i64 = 1_000;

/// One reader of a durable. Looks without locking; takes under the write lock, so that two readers never take the same.
#[derive(Debug)]
pub(super) struct EmbeddedConsumer {
    log: Arc<Log>,
    changes: watch::Receiver<u64>,
    durable: String,
    filters: Vec<String>,
    /// Everything up to here was looked at and either taken or not heard by the filters.
    looked_to: i64,
}

/// What a look at the log has found.
pub(super) struct Look {
    /// Some delivery has to be repeated now.
    due: bool,
    /// When the next unacknowledged delivery falls due.
    next_due_ms: Option<i64>,
    /// New messages for this durable, in order.
    pub(super) fresh: Vec<i64>,
    pub(super) looked_to: i64,
}

impl EmbeddedConsumer {
    pub(super) async fn open(log: Arc<Log>, spec: &ConsumerSpec) -> Result<Self, BusError> {
        let filters = spec.checked_filters()?;
        let durable = spec.durable.clone();
        let upsert = "INSERT INTO consumer (durable, cursor, filters) VALUES (?, 0, ?)
            ON CONFLICT (durable) DO UPDATE SET filters = excluded.filters";
        let tx = log.begin().await?;
        tx.execute_raw(statement(upsert, [durable.clone().into(), filters.join(" ").into()])).await?;
        tx.commit().await?;
        Ok(Self { changes: log.listen(), log, durable, filters, looked_to: 0 })
    }

    async fn next_within(&mut self, max: usize, wait: Duration) -> Result<Vec<Delivery>, BusError> {
        let max = max.max(1);
        let deadline_ms = self.log.now_ms().saturating_add(millis(wait));
        loop {
            self.changes.borrow_and_update();
            let look = self.look(max).await?;
            if look.due || !look.fresh.is_empty() {
                let taken = self.take(&look, max).await?;
                if !taken.is_empty() {
                    return self.deliveries(taken).await;
                }
                continue; // another reader of this durable was faster
            }
            self.looked_to = look.looked_to;
            let left_ms = deadline_ms - self.log.now_ms();
            if left_ms <= 0 {
                return Ok(Vec::new());
            }
            self.wait_for_change(left_ms, look.next_due_ms).await?;
        }
    }

    /// Until something is published, a delivery falls due or the time is over.
    async fn wait_for_change(&mut self, left_ms: i64, next_due_ms: Option<i64>) -> Result<(), BusError> {
        let until_due_ms = next_due_ms.map_or(left_ms, |due| due - self.log.now_ms());
        let pause = Duration::from_millis(left_ms.min(until_due_ms).max(1).unsigned_abs());
        match timeout(pause, self.changes.changed()).await {
            Ok(Err(_closed)) => Err(BusError::Disconnected),
            Ok(Ok(())) | Err(_) => Ok(()),
        }
    }

    async fn look(&self, max: usize) -> Result<Look, BusError> {
        let state =
            "SELECT cursor, (SELECT min(not_before_ms) FROM pending p WHERE p.durable = c.durable) AS due
            FROM consumer c WHERE durable = ?";
        let row = self.log.readers.query_one_raw(statement(state, [self.durable.clone().into()])).await?;
        let row = row.ok_or_else(|| BusError::BadDurable(self.durable.clone()))?;
        let next_due_ms: Option<i64> = row.try_get_by("due")?;
        let from = row.try_get_by::<i64, _>("cursor")?.max(self.looked_to);
        let (fresh, looked_to) = self.scan(from, max).await?;
        let due = next_due_ms.is_some_and(|due| due <= self.log.now_ms());
        Ok(Look { due, next_due_ms, fresh, looked_to })
    }

    /// Up to `max` new messages after `from` that the filters hear, and how far it looked.
    async fn scan(&self, mut from: i64, max: usize) -> Result<(Vec<i64>, i64), DbErr> {
        let select = "SELECT sequence, subject FROM message WHERE sequence > ? ORDER BY sequence LIMIT ?";
        let mut fresh = Vec::new();
        loop {
            let rows =
                self.log.readers.query_all_raw(statement(select, [from.into(), SCAN_ROWS.into()])).await?;
            for row in &rows {
                if fresh.len() == max {
                    return Ok((fresh, from));
                }
                from = row.try_get_by("sequence")?;
                if self.hears(row)? {
                    fresh.push(from);
                }
            }
            if rows.len() < SCAN_ROWS.unsigned_abs() as usize {
                return Ok((fresh, from));
            }
        }
    }

    fn hears(&self, row: &QueryResult) -> Result<bool, DbErr> {
        let subject: String = row.try_get_by("subject")?;
        Ok(self.filters.iter().any(|filter| subject::matches(filter, &subject)))
    }

    /// Marks what is due and what is new as given to this reader, with the attempt it is.
    async fn take(&self, look: &Look, max: usize) -> Result<Vec<Taken>, BusError> {
        let tx = self.log.begin().await?;
        let now_ms = self.log.now_ms();
        let again_ms = now_ms.saturating_add(millis(self.log.ack_wait()));
        let mut taken = pending::take_due(&tx, &self.durable, max, now_ms, again_ms).await?;
        let room = max.saturating_sub(taken.len());
        taken.extend(pending::take_fresh(&tx, &self.durable, look, room, again_ms).await?);
        tx.commit().await?;
        Ok(taken)
    }

    async fn deliveries(&self, taken: Vec<Taken>) -> Result<Vec<Delivery>, BusError> {
        let select = "SELECT sequence, id, subject, traceparent, body FROM message
            WHERE sequence IN (SELECT value FROM json_each(?))";
        let list = sequences_json(taken.iter().map(|taken| taken.sequence));
        let rows = self.log.readers.query_all_raw(statement(select, [list])).await?;
        let mut messages = HashMap::with_capacity(rows.len());
        for row in &rows {
            messages.insert(sequence_of(row)?, message_of(row)?);
        }
        let delivery = |taken: Taken| {
            let sequence = taken.sequence.unsigned_abs();
            let message = messages.remove(&sequence)?;
            Some(Delivery { message, sequence, attempt: taken.attempt, handle: String::new() })
        };
        Ok(taken.into_iter().filter_map(delivery).collect())
    }
}

impl Consumer for EmbeddedConsumer {
    fn next(&mut self, max: usize, wait: Duration) -> BoxFuture<'_, Result<Vec<Delivery>, BusError>> {
        Box::pin(self.next_within(max, wait))
    }

    fn ack<'a>(&'a mut self, deliveries: &'a [Delivery]) -> BoxFuture<'a, Result<(), BusError>> {
        Box::pin(async move {
            let sequences = deliveries.iter().map(|delivery| delivery.sequence.cast_signed());
            pending::forget(&self.log, &self.durable, sequences_json(sequences)).await
        })
    }

    fn retry<'a>(
        &'a mut self,
        delivery: &'a Delivery,
        after: Duration,
    ) -> BoxFuture<'a, Result<(), BusError>> {
        Box::pin(async move {
            let due_ms = self.log.now_ms().saturating_add(millis(after));
            pending::postpone(&self.log, &self.durable, delivery.sequence.cast_signed(), due_ms).await
        })
    }
}
