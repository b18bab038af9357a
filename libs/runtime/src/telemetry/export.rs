//! Where finished spans go.

use opentelemetry::KeyValue;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};

use super::TelemetryError;
use crate::settings;

/// A provider that exports in batches from a thread of its own, or, without an endpoint, only gives ids.
pub(super) fn provider(
    settings: &settings::Telemetry,
    service: &str,
) -> Result<SdkTracerProvider, TelemetryError> {
    let builder = SdkTracerProvider::builder().with_resource(resource(settings, service));
    if settings.otlp_endpoint.is_empty() {
        return Ok(builder.build());
    }
    install_crypto();
    let traces = format!("{}/v1/traces", settings.otlp_endpoint.trim_end_matches('/'));
    let exporter = SpanExporter::builder().with_http().with_endpoint(traces).build()?;
    Ok(builder.with_batch_exporter(exporter).build())
}

/// Makes ring the process's TLS provider, which the HTTP client asks for even where it speaks plain HTTP. May be
/// called again.
pub fn install_crypto() {
    // The only error is that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn resource(settings: &settings::Telemetry, service: &str) -> Resource {
    let instance = &settings.service_instance;
    let instance = (!instance.is_empty()).then(|| KeyValue::new("service.instance.id", instance.clone()));
    Resource::builder_empty()
        .with_service_name(service.to_owned())
        .with_attribute(KeyValue::new("service.namespace", "suiji"))
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .with_attributes(instance)
        .build()
}
