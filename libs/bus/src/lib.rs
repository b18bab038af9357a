//! The courier between services: a service's relay publishes what its journal holds, other services consume it.
//!
//! The ports ([`Publisher`], [`Consumer`], [`Bus`]) have two implementations that no service can tell apart:
//! [`embedded`], an append-only log in one SQLite file, and [`nats`], a JetStream stream. One contract suite
//! (`tests/it`) runs on both. Delivery is at least once and, for first deliveries to one durable consumer, in
//! the order of the stream; a retried message comes again later, without holding back those behind it.
//!
//! Deliberately absent: the record of what happened (that is the journal; a stream may forget, and
//! [`StreamPosition`] is how the relay notices), exactly-once effects (that is the inbox), dead letters (a service
//! decides those, so nothing here ever gives a message up), and any knowledge of event bodies.
//!
//! Invariant: `async_nats` is named in `nats.rs` only.
//!
//! To add a service that publishes, add its name to [`subject::SERVICES`]; `prepare` then extends the stream. To add an
//! implementation, write the three traits and give the suite a backend (`tests/it/backend.rs`).

pub mod embedded;
mod error;
#[cfg(feature = "faulty")]
pub mod faulty;
mod message;
pub mod nats;
mod ports;
pub mod subject;

pub use embedded::{EmbeddedBus, EmbeddedOptions, Synchronous};
pub use error::BusError;
#[cfg(feature = "faulty")]
pub use faulty::{Faults, FaultyBus};
pub use message::{Delivery, MAX_BODY_BYTES, MAX_ID_BYTES, Message, Published, StreamPosition};
pub use nats::{NatsAuth, NatsBus, NatsOptions};
pub use ports::{Bus, Consumer, ConsumerSpec, Publisher};

/// How long a delivery may stay unacknowledged before it comes again: what a killed process had in hand is with another
/// one soon, and who is merely slow does work twice that the inbox lets count once.
const ACK_WAIT: std::time::Duration = std::time::Duration::from_secs(5);
