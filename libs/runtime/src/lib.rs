//! Runs services: settings, telemetry, lifecycle, the loops that move them, the HTTP face of the process.
//!
//! A service is a `Module`, which is data; a process is a `Host` of some of them. Whether they sit on SQLite and the
//! embedded bus or on Postgres and NATS is decided here from the settings, and no service can tell.
//!
//! Deliberately absent: names of services. Only the executable knows which exist.

pub mod host;
pub mod http;
pub mod loops;
pub mod metrics;
pub mod module;
pub mod settings;
pub mod shutdown;
pub mod site;
pub mod telemetry;
pub mod words;

pub use host::{Host, Parts};
pub use module::{Job, JobError, Module};
pub use shutdown::Shutdown;
pub use site::Site;
