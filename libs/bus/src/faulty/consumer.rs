use std::{mem, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;

use super::Weather;
use crate::{BusError, Consumer, Delivery};

pub(super) struct FaultyConsumer {
    inner: Box<dyn Consumer>,
    weather: Arc<Weather>,
    held: Vec<Delivery>,
}

impl FaultyConsumer {
    pub(super) fn new(inner: Box<dyn Consumer>, weather: Arc<Weather>) -> Self {
        Self { inner, weather, held: Vec::new() }
    }

    async fn next_within(&mut self, max: usize, wait: Duration) -> Result<Vec<Delivery>, BusError> {
        self.weather.connected()?;
        let wait = if self.held.is_empty() { wait } else { Duration::ZERO };
        let arrived = self.inner.next(max, wait).await?;
        // What was held back once comes now, so that nothing waits for ever.
        let mut given = mem::take(&mut self.held);
        for delivery in arrived {
            self.pass(delivery, &mut given);
        }
        if given.is_empty() {
            given = mem::take(&mut self.held);
        }
        self.reorder(&mut given);
        self.held.extend(given.drain(max.max(1).min(given.len())..));
        Ok(given)
    }

    fn pass(&mut self, delivery: Delivery, given: &mut Vec<Delivery>) {
        let faults = self.weather.faults();
        if self.weather.strikes(faults.repeated) {
            given.push(delivery.clone());
        }
        let place = if self.weather.strikes(faults.held_back) { &mut self.held } else { given };
        place.push(delivery);
    }

    fn reorder(&self, given: &mut [Delivery]) {
        if !self.weather.strikes(self.weather.faults().reordered) {
            return;
        }
        for place in (1..given.len()).rev() {
            given.swap(place, self.weather.below(place as u64 + 1) as usize);
        }
    }

    /// Whether the answer to a delivery gets through.
    fn answers(&self) -> Result<bool, BusError> {
        self.weather.connected()?;
        Ok(!self.weather.strikes(self.weather.faults().ack_lost))
    }
}

impl Consumer for FaultyConsumer {
    fn next(&mut self, max: usize, wait: Duration) -> BoxFuture<'_, Result<Vec<Delivery>, BusError>> {
        Box::pin(self.next_within(max, wait))
    }

    fn ack<'a>(&'a mut self, deliveries: &'a [Delivery]) -> BoxFuture<'a, Result<(), BusError>> {
        Box::pin(async move {
            if self.answers()? {
                self.inner.ack(deliveries).await?;
            }
            Ok(())
        })
    }

    fn retry<'a>(
        &'a mut self,
        delivery: &'a Delivery,
        after: Duration,
    ) -> BoxFuture<'a, Result<(), BusError>> {
        Box::pin(async move {
            if self.answers()? {
                self.inner.retry(delivery, after).await?;
            }
            Ok(())
        })
    }
}
