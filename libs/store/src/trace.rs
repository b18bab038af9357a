//! The current span's ids, and a parent from another process (W3C Trace Context): what ties a command, its journal row, the
//! message and the reaction into one trace.

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

/// What a caller gave as `traceparent`, where it is one: anything else must reach neither journal nor bus.
pub fn valid(traceparent: &str) -> Option<&str> {
    is_valid(&parent(traceparent)).then_some(traceparent)
}

/// Makes `span` continue the trace of `traceparent`. Call it before the span is entered; afterwards, and with a text
/// that is no valid `traceparent`, the span keeps its own trace.
pub fn set_parent(span: &tracing::Span, traceparent: &str) {
    let parent = parent(traceparent);
    if is_valid(&parent) {
        // A span that is filtered out or was entered already has nothing to be told.
        let _ = span.set_parent(parent);
    }
}

fn parent(traceparent: &str) -> Context {
    let header = HashMap::from([("traceparent".to_owned(), traceparent.to_owned())]);
    TraceContextPropagator::new().extract_with_context(&Context::new(), &header)
}

fn is_valid(context: &Context) -> bool {
    context.span().span_context().is_valid()
}

/// The tracing layer activates the context of each span it enters, so that this also works where the subscriber itself
/// cannot be asked: while it writes a line.
fn current() -> Option<SpanContext> {
    let span = Context::current().span().span_context().clone();
    span.is_valid().then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_traceparent_is_taken_for_one() {
        let right = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(valid(right), Some(right));
        let long = format!("{right}{}", "-00".repeat(40));
        for wrong in
            ["", "00-0-0-00", "牌", "a b", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", &long]
        {
            assert_eq!(valid(wrong), None, "{wrong}");
        }
    }
}
