use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::Weather;
use crate::{BusError, Message, Published, Publisher, StreamPosition};

pub(super) struct FaultyPublisher {
    inner: Arc<dyn Publisher>,
    weather: Arc<Weather>,
}

impl FaultyPublisher {
    pub(super) fn new(inner: Arc<dyn Publisher>, weather: Arc<Weather>) -> Self {
        Self { inner, weather }
    }

    async fn publish_batch(&self, batch: &[Message]) -> Result<Vec<Published>, BusError> {
        self.weather.connected()?;
        let faults = self.weather.faults();
        if self.weather.strikes(faults.cut_midway) {
            let stored = self.weather.below(batch.len() as u64) as usize;
            self.inner.publish(&batch[..stored]).await?;
            return Err(BusError::TimedOut);
        }
        let published = self.inner.publish(batch).await?;
        if self.weather.strikes(faults.unanswered) { Err(BusError::TimedOut) } else { Ok(published) }
    }
}

impl Publisher for FaultyPublisher {
    fn publish<'a>(&'a self, batch: &'a [Message]) -> BoxFuture<'a, Result<Vec<Published>, BusError>> {
        Box::pin(self.publish_batch(batch))
    }

    fn position(&self) -> BoxFuture<'_, Result<StreamPosition, BusError>> {
        Box::pin(async move {
            self.weather.connected()?;
            self.inner.position().await
        })
    }

    fn message_id_at(&self, sequence: u64) -> BoxFuture<'_, Result<Option<String>, BusError>> {
        Box::pin(async move {
            self.weather.connected()?;
            self.inner.message_id_at(sequence).await
        })
    }
}
