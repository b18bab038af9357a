//! Logs on standard error, and spans with W3C trace ids, exported by OTLP/HTTP where an endpoint is set.
//!
//! Spans carry ids without an endpoint too, so that a server fault can show its trace id and the log line next to it
//! can be found. Deliberately absent: bodies, tokens, names, object codes and SQL (`filter` caps what the log may say,
//! whatever an operator asks for), and events inside exported spans.
//!
//! To keep another library quiet, add its target to `filter`.

mod export;
mod filter;
mod format;
#[cfg(test)]
mod tests;

use std::io::{self, IsTerminal};

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Subscriber;
use tracing_subscriber::{Layer, fmt::MakeWriter, layer::SubscriberExt, registry::Registry};

use crate::settings;
pub use export::install_crypto;
pub use store::trace::{current_traceparent, set_parent, trace_id};

#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    #[error("telemetry.log_filter：{0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    #[error("telemetry.otlp_endpoint：{0}")]
    Endpoint(#[from] opentelemetry_otlp::ExporterBuildError),
    #[error("日志已经启用")]
    AlreadyStarted(#[from] tracing::subscriber::SetGlobalDefaultError),
}

/// Sends what is left to the endpoint when dropped, for at most five seconds: keep it until the end of `main`.
#[derive(Debug)]
#[must_use = "spans are lost once this is dropped"]
pub struct Telemetry {
    provider: SdkTracerProvider,
}

/// Starts logs and spans of the process named `service` (`suiji`, `suiji-draw`). Once per process.
///
/// # Errors
/// A filter or an endpoint that does not parse; a second start.
pub fn init(settings: &settings::Telemetry, service: &str) -> Result<Telemetry, TelemetryError> {
    let provider = export::provider(settings, service)?;
    let colours = io::stderr().is_terminal();
    tracing::subscriber::set_global_default(subscriber(settings, &provider, io::stderr, colours)?)?;
    Ok(Telemetry { provider })
}

/// The same with the log going into `writer`.
///
/// # Errors
/// As `init`.
pub fn init_into<W>(
    settings: &settings::Telemetry,
    service: &str,
    writer: W,
) -> Result<Telemetry, TelemetryError>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let provider = export::provider(settings, service)?;
    tracing::subscriber::set_global_default(subscriber(settings, &provider, writer, false)?)?;
    Ok(Telemetry { provider })
}

/// Each layer has its own filter: a quiet log must not take the trace ids away.
fn subscriber<W>(
    settings: &settings::Telemetry,
    provider: &SdkTracerProvider,
    writer: W,
    colours: bool,
) -> Result<impl Subscriber + Send + Sync + use<W>, TelemetryError>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = format::layer::<Registry, W>(settings.log_format, writer, colours);
    let spans = tracing_opentelemetry::layer().with_tracer(provider.tracer("suiji"));
    Ok(tracing_subscriber::registry()
        .with(lines.with_filter(filter::lines(&settings.log_filter)?))
        .with(spans.with_filter(filter::spans())))
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Err(error) = self.provider.shutdown() {
            tracing::warn!(%error, "the last spans were not exported");
        }
    }
}
