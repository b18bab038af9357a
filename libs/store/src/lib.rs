//! How a service keeps what it knows and loses nothing: its database, the unit of work, the journal with its outbox,
//! the inbox, dead letters, the relay and the consumer.
//!
//! The rule that everything hangs on: a command or a reaction writes its state, its journal rows and its outbox rows in
//! **one** transaction, a `Work`. Nothing else writes journal or outbox, nothing else publishes. The stream is the
//! courier; the journal is the record, from which every aggregate can be rebuilt (`replay`).
//!
//! Deliberately absent: repositories, an entity framework, any knowledge of HTTP. SQL is written once for SQLite and
//! Postgres (`sql`), with `?` for parameters.
//!
//! To add an aggregate: a type that implements `Aggregate`, one migration with `schema::aggregate_table`, its line in the
//! module's `aggregates`.

pub mod aggregate;
pub mod artefact;
pub mod consume;
pub mod context;
pub mod copy;
pub mod database;
pub mod dead_letter;
pub mod error;
pub mod idempotency;
pub mod inbox;
pub mod journal;
pub mod killpoint;
pub mod lease;
pub mod list;
pub mod number;
pub mod pick;
pub mod relay;
pub mod replay;
mod row;
pub mod schema;
pub mod sql;
pub mod trace;
pub mod visible;
pub mod work;

pub use aggregate::{Aggregate, Index, Loaded};
pub use consume::{React, Unable};
pub use context::Context;
pub use database::{Database, DatabaseSettings};
pub use error::StoreError;
pub use list::{ListQuery, Listed};
pub use pick::Pick;
pub use replay::Replay;
pub use schema::Migration;
pub use work::{Who, Work};
