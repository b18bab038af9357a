//! One contract for both databases: what `contract/` asks is asked of a SQLite file and of a Postgres database, each made
//! for one test and gone after it. `SUIJI_TEST_POSTGRES` names the Postgres server.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod contract;
mod database;
mod hearing;
mod shop;
mod slip;
