//! What may become a log line or an exported span. A sealed visit, a token or a name must not reach either, and the
//! libraries below would print statements, headers and payloads at their finer levels.

use tracing::{Metadata, level_filters::LevelFilter};
use tracing_subscriber::{
    EnvFilter,
    filter::{FilterExt, ParseError, Targets, filter_fn},
    layer::Filter,
};

/// Libraries that handle what must not be seen, and the finest level each may write at.
const CAPS: [(&str, LevelFilter); 15] = [
    ("actix_http", LevelFilter::INFO),
    ("actix_server", LevelFilter::INFO),
    ("actix_web", LevelFilter::INFO),
    ("async_nats", LevelFilter::INFO),
    ("h2", LevelFilter::INFO),
    ("hyper", LevelFilter::INFO),
    ("hyper_util", LevelFilter::INFO),
    ("opentelemetry", LevelFilter::INFO),
    ("opentelemetry_http", LevelFilter::INFO),
    ("reqwest", LevelFilter::INFO),
    ("rustls", LevelFilter::INFO),
    ("sea_orm", LevelFilter::WARN),
    ("sea_orm_migration", LevelFilter::INFO),
    ("sqlx", LevelFilter::WARN),
    // Statements, slow ones included.
    ("sqlx::query", LevelFilter::OFF),
];

/// What the operator asks for, but never more than the caps allow.
pub(super) fn lines<S: 'static>(wanted: &str) -> Result<impl Filter<S> + use<S>, ParseError>
where
    EnvFilter: Filter<S>,
{
    let caps = Targets::new().with_default(LevelFilter::TRACE).with_targets(CAPS);
    Ok(FilterExt::<S>::and(EnvFilter::builder().parse(wanted)?, caps))
}

/// Spans of our own code, whatever the log shows; no events.
pub(super) fn spans<S: 'static>() -> impl Filter<S> {
    let libraries = CAPS.map(|(target, _)| (target, LevelFilter::OFF));
    let own = Targets::new().with_default(LevelFilter::INFO).with_targets(libraries);
    FilterExt::<S>::and(own, filter_fn(|metadata: &Metadata<'_>| metadata.is_span()))
}
