//! A bus that misbehaves as a network may: it cuts connections before and after the stream has stored a batch, loses
//! acknowledgements, repeats, reorders and holds back deliveries. For tests; the same seed and the same calls give the same
//! faults.
//!
//! It never invents or alters a message and, once the faults are set to [`Faults::NONE`], hands over everything it held.

mod consumer;
mod publisher;

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use kernel::{Entropy, SeededEntropy};

use crate::{Bus, BusError, Consumer, ConsumerSpec, Publisher};
use consumer::FaultyConsumer;
use publisher::FaultyPublisher;

/// How often each fault happens, in percent of calls or (for deliveries) of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faults {
    /// Any call fails and does nothing.
    pub disconnected: u8,
    /// Only the first part of a batch is stored, and the publisher is not told.
    pub cut_midway: u8,
    /// The batch is stored, and the publisher is not told.
    pub unanswered: u8,
    /// An acknowledgement (or a wish to retry) is taken and lost.
    pub ack_lost: u8,
    /// A delivery comes twice.
    pub repeated: u8,
    /// A list of deliveries comes in another order.
    pub reordered: u8,
    /// A delivery comes with a later call.
    pub held_back: u8,
}

impl Faults {
    pub const NONE: Self = Self {
        disconnected: 0,
        cut_midway: 0,
        unanswered: 0,
        ack_lost: 0,
        repeated: 0,
        reordered: 0,
        held_back: 0,
    };

    /// A bad day: everything happens, and most calls still work.
    pub const ROUGH: Self = Self {
        disconnected: 10,
        cut_midway: 10,
        unanswered: 15,
        ack_lost: 15,
        repeated: 15,
        reordered: 30,
        held_back: 15,
    };

    /// Nothing works.
    pub const OFFLINE: Self = Self { disconnected: 100, ..Self::NONE };
}

/// Wraps a bus. Clones share seed and faults.
#[derive(Clone)]
pub struct FaultyBus {
    inner: Arc<dyn Bus>,
    weather: Arc<Weather>,
}

impl std::fmt::Debug for FaultyBus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FaultyBus").field("weather", &self.weather).finish_non_exhaustive()
    }
}

impl FaultyBus {
    pub fn new(inner: Arc<dyn Bus>, seed: u64, faults: Faults) -> Self {
        let weather = Weather { entropy: SeededEntropy::new(seed), faults: Mutex::new(faults) };
        Self { inner, weather: Arc::new(weather) }
    }

    /// Other faults from now on, for publishers and consumers already given out too.
    pub fn set(&self, faults: Faults) {
        *self.weather.faults.lock().unwrap_or_else(PoisonError::into_inner) = faults;
    }
}

impl Bus for FaultyBus {
    fn publisher(&self) -> Arc<dyn Publisher> {
        Arc::new(FaultyPublisher::new(self.inner.publisher(), self.weather.clone()))
    }

    fn consumer(&self, spec: ConsumerSpec) -> BoxFuture<'_, Result<Box<dyn Consumer>, BusError>> {
        Box::pin(async move {
            self.weather.connected()?;
            let consumer = FaultyConsumer::new(self.inner.consumer(spec).await?, self.weather.clone());
            Ok(Box::new(consumer) as Box<dyn Consumer>)
        })
    }

    fn prepare(&self) -> BoxFuture<'_, Result<(), BusError>> {
        self.inner.prepare()
    }

    fn ping(&self) -> BoxFuture<'_, Result<(), BusError>> {
        Box::pin(async move {
            self.weather.connected()?;
            self.inner.ping().await
        })
    }
}

/// Chance and the faults in force.
#[derive(Debug)]
struct Weather {
    entropy: SeededEntropy,
    faults: Mutex<Faults>,
}

impl Weather {
    fn faults(&self) -> Faults {
        *self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connected(&self) -> Result<(), BusError> {
        if self.strikes(self.faults().disconnected) { Err(BusError::Disconnected) } else { Ok(()) }
    }

    fn strikes(&self, percent: u8) -> bool {
        self.below(100) < u64::from(percent)
    }

    /// Below `limit`, which is small: the bias of the remainder does not matter here.
    fn below(&self, limit: u64) -> u64 {
        let mut bytes = [0; 8];
        self.entropy.fill(&mut bytes);
        u64::from_le_bytes(bytes) % limit.max(1)
    }
}
