//! What the store does, asked of both databases.

mod amnesia;
mod append_only;
mod artefacts;
mod dead_letters;
mod idempotency;
mod inbox;
mod leases;
mod migrations;
mod numbers;
mod order;
mod replay;
mod sorting;
mod unit_of_work;
mod versions;
mod visibility;

/// The test `$name` for each database, calling the function of that name with a `Kind`.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(crate::database::Kind::Sqlite).await; })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(crate::database::Kind::Postgres).await; })+
        }
    };
}
use on_both;
