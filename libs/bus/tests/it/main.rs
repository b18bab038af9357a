//! One contract for both implementations: what `contract/` asks is asked of the embedded log and of a NATS server that
//! each test starts for itself (`SUIJI_TEST_NATS_BIN` names its binary).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod backend;
mod contract;
mod faulty;
mod nats;
mod server;
