//! Oversight against its real database: what other services say goes in over the bus, what the office reads comes out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod alerts;
mod city;
mod figures;
mod timeline;
mod waiting;
