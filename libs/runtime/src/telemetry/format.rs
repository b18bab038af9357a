//! Log lines, each with the trace id of the span it was written in.

use std::fmt;

use tracing::{Event, Subscriber};
use tracing_subscriber::{
    Layer,
    fmt::{
        self as lines, FmtContext, FormatEvent, FormatFields, MakeWriter,
        format::{JsonFields, Writer},
    },
    registry::LookupSpan,
};

use super::trace_id;
use crate::settings::LogFormat;

/// The layer that writes lines in `format`.
pub(super) fn layer<S, W>(
    format: LogFormat,
    writer: W,
    colours: bool,
) -> Box<dyn Layer<S> + Send + Sync + 'static>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let layer = lines::layer().with_writer(writer).with_ansi(colours);
    match format {
        LogFormat::Human => Box::new(layer.event_format(Traced {
            inner: lines::format().with_ansi(colours),
            add: |line, trace| format!("{line} trace_id={trace}"),
        })),
        LogFormat::Json => Box::new(layer.fmt_fields(JsonFields::new()).event_format(Traced {
            inner: lines::format().json().flatten_event(true).with_span_list(false),
            add: |object, trace| object.replacen('{', &format!("{{\"trace_id\":\"{trace}\","), 1),
        })),
    }
}

/// A format whose lines are given a trace id.
struct Traced<F> {
    inner: F,
    add: fn(&str, &str) -> String,
}

impl<S, N, F> FormatEvent<S, N> for Traced<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let trace = trace_id();
        if trace.is_empty() {
            return self.inner.format_event(context, writer, event);
        }
        let mut line = String::new();
        self.inner.format_event(context, Writer::new(&mut line), event)?;
        writeln!(writer, "{}", (self.add)(line.trim_end(), &trace))
    }
}
