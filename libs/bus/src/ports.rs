use std::{sync::Arc, time::Duration};

use futures_util::future::BoxFuture;

use crate::{BusError, Delivery, Message, Published, StreamPosition, subject};

/// Writes to the stream.
pub trait Publisher: Send + Sync {
    /// Publishes the batch in order. `Ok` says that every message is stored, now or earlier (`duplicate`), one answer
    /// per message. An error says "not known": some, all or none may be stored; publish the same rows again, the
    /// message id dedupes. [`BusError::is_permanent`] tells the errors that trying again cannot mend: then nothing of
    /// the batch was stored.
    fn publish<'a>(&'a self, batch: &'a [Message]) -> BoxFuture<'a, Result<Vec<Published>, BusError>>;

    /// Where the stream stands, for the relay to notice that it has forgotten something.
    fn position(&self) -> BoxFuture<'_, Result<StreamPosition, BusError>>;

    /// The id of the message stored at `sequence`, or `None` where the stream holds none (never, or no longer).
    fn message_id_at(&self, sequence: u64) -> BoxFuture<'_, Result<Option<String>, BusError>>;
}

/// Reads from the stream on behalf of one durable consumer. Several may exist for one durable name: they share the work.
pub trait Consumer: Send {
    /// At most `max` messages; waits up to `wait` for the first and returns as soon as any is there, or an empty list.
    /// What is not acknowledged within the acknowledgement wait comes again with a higher `attempt`.
    fn next(&mut self, max: usize, wait: Duration) -> BoxFuture<'_, Result<Vec<Delivery>, BusError>>;

    /// Never to be delivered again. A lost acknowledgement only means another delivery.
    fn ack<'a>(&'a mut self, deliveries: &'a [Delivery]) -> BoxFuture<'a, Result<(), BusError>>;

    /// Deliver this message again, not before `after` has passed.
    fn retry<'a>(
        &'a mut self,
        delivery: &'a Delivery,
        after: Duration,
    ) -> BoxFuture<'a, Result<(), BusError>>;
}

/// One durable consumer: who reads, and what.
///
/// A durable that is new starts at the oldest message kept. Filters may change later; messages already passed by are not
/// looked at again (the publisher's journal holds them).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsumerSpec {
    /// The service's name; tokens as in subjects.
    pub durable: String,
    /// Subject filters with `*` (one token) and `>` (all that follow).
    pub filters: Vec<String>,
}

impl ConsumerSpec {
    /// The filters to use: checked, and without those that another one covers (JetStream refuses overlaps).
    pub(crate) fn checked_filters(&self) -> Result<Vec<String>, BusError> {
        if !subject::is_token(&self.durable) {
            return Err(BusError::BadDurable(self.durable.clone()));
        }
        if self.filters.is_empty() {
            return Err(BusError::BadFilter(String::new()));
        }
        for filter in &self.filters {
            subject::check_filter(filter).map_err(|_| BusError::BadFilter(filter.clone()))?;
        }
        Ok(subject::without_covered(&self.filters))
    }
}

/// A bus as a service sees it.
pub trait Bus: Send + Sync {
    fn publisher(&self) -> Arc<dyn Publisher>;

    /// Opens, and where missing creates, a durable consumer.
    fn consumer(&self, spec: ConsumerSpec) -> BoxFuture<'_, Result<Box<dyn Consumer>, BusError>>;

    /// Brings the stream up to date. May run twice and at the same time.
    fn prepare(&self) -> BoxFuture<'_, Result<(), BusError>>;

    /// Ready: connected, and the stream answers.
    fn ping(&self) -> BoxFuture<'_, Result<(), BusError>>;
}
