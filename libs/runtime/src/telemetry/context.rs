//! The current span's ids, and a parent from another process (W3C Trace Context).

use std::collections::HashMap;

use opentelemetry::{
    Context,
    propagation::TextMapPropagator,
    trace::{SpanContext, TraceContextExt},
};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// The `traceparent` of the current span, for a request or an event that goes out; `None` outside every span.
pub fn current_traceparent() -> Option<String> {
    current()
        .map(|span| format!("00-{}-{}-{:02x}", span.trace_id(), span.span_id(), span.trace_flags().to_u8()))
}

/// The trace id of the current span, 32 hexadecimal digits; empty outside every span.
pub fn trace_id() -> String {
    current().map(|span| span.trace_id().to_string()).unwrap_or_default()
}

/// Makes `span` continue the trace of `traceparent`. Call it before the span is entered; afterwards, and with a text
/// that is no valid `traceparent`, the span keeps its own trace.
pub fn set_parent(span: &tracing::Span, traceparent: &str) {
    let header = HashMap::from([("traceparent".to_owned(), traceparent.to_owned())]);
    let parent = TraceContextPropagator::new().extract_with_context(&Context::new(), &header);
    if parent.span().span_context().is_valid() {
        // A span that is filtered out or was entered already has nothing to be told.
        let _ = span.set_parent(parent);
    }
}

/// The tracing layer activates the context of each span it enters, so that this also works where the subscriber itself
/// cannot be asked: while it writes a line.
fn current() -> Option<SpanContext> {
    let span = Context::current().span().span_context().clone();
    span.is_valid().then_some(span)
}
