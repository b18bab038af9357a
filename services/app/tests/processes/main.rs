//! The system as it is operated: one process per service, each with its own database on Postgres, on one NATS with
//! JetStream. A whole rehearsal runs against it, undisturbed and under every disturbance that must cost nothing.
//!
//! `./tests/run with cargo test -p suiji --test processes` sets up what it needs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[allow(dead_code, reason = "the store's tests use all of it")]
#[path = "../../../../libs/store/tests/it/database.rs"]
mod database;
mod installation;
mod kills;
mod migrate;
#[allow(dead_code, reason = "the bus's tests use all of it")]
#[path = "../../../../libs/bus/tests/it/server.rs"]
mod nats;
mod otlp;
mod proxy;
mod ready;
mod rehearsal;
mod server;
mod stop;
mod traces;
