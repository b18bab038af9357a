//! What every bus does, asked of both.

mod amnesia;
mod consuming;
mod publishing;
mod redelivery;
mod refusals;

/// The test `$name` for each implementation, calling the function of that name with a `Kind`.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod embedded {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(crate::backend::Kind::Embedded).await; })+
        }
        mod jetstream {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(crate::backend::Kind::Nats).await; })+
        }
    };
}
use on_both;
