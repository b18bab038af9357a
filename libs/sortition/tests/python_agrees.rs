//! `verify.py`, the second implementation, must say what this crate says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[path = "python_agrees/dice.rs"]
mod dice;
#[allow(dead_code, reason = "shared with the tests of `it`, which need more of it")]
#[path = "it/log.rs"]
mod log;
#[path = "python_agrees/receipts.rs"]
mod receipts;
#[path = "python_agrees/teams.rs"]
mod teams;
#[allow(dead_code, reason = "shared with the tests of `it`, which need more of it")]
#[path = "it/world.rs"]
mod world;
