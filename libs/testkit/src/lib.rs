//! A test app: real services on temporary SQLite files and the embedded bus, over real HTTP on port 0, with a fixed clock
//! and seeded chance. It is *drained*, never slept on.
//!
//! Dev-dependency only. Deliberately absent: mocks. A foreign event is published on the bus as its service would.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod app;
mod beside;
mod signer;

pub use app::{App, Reply};
pub use beside::Beside;
pub use signer::Signer;
