//! The store on SQLite and the embedded bus: what a stream forgets is published again, once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod amnesia;
mod retention;
mod shop;
