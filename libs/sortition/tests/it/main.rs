//! Whole draws, from plan to verified receipt.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod files;
mod honest;
mod log;
mod skips;
mod swapped;
mod tampered;
mod vectors;
mod world;
