//! What services say to each other and to their clients: event types, API types, the message catalogue.
//!
//! Deliberately absent: behaviour. A type here may check its own form and nothing more; decisions live in services.
//!
//! To add an event: a struct and a variant in `events/<service>.rs`, one golden file in `tests/golden`, a line in the
//! publishing service's module. A published type changes only by an added field with a default, or as a new `v2`.

pub mod api;
pub mod envelope;
pub mod events;
pub mod messages;

pub use envelope::{Envelope, Fact};
pub use events::Event;
