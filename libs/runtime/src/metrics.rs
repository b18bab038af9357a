//! What a process counts, for `/metrics` in the OpenMetrics text format.
//!
//! No global: who counts is given a `Metrics`; clones share the same numbers. Labels are services, route patterns and
//! outcomes, never an id, a path or a region's object, since a metric must not tell of a sealed visit.
//!
//! To add a metric: a field, its line in `new`, a method named after what happened.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};
use store::context::Clocks;

/// The content type of [`Metrics::render`].
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper bounds of the request durations, in seconds.
const DURATIONS_S: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// What became of one delivery to a consumer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its effect is committed.
    Done,
    /// The inbox knew it.
    Duplicate,
    /// Put back, to come again.
    Retried,
    /// Moved to the dead letters.
    Dead,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ServiceLabel {
    service: String,
}
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    service: String,
    route: String,
    status: u16,
}
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    service: String,
    route: String,
}
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    service: String,
    outcome: &'static str,
}

type Gauges = Family<ServiceLabel, Gauge>;
type Counters = Family<ServiceLabel, Counter>;

/// All numbers of one process.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    request_seconds: Family<RouteLabels, Histogram, fn() -> Histogram>,
    outbox_pending: Gauges,
    outbox_oldest: Family<ServiceLabel, Gauge<f64, AtomicU64>>,
    dead_letters: Gauges,
    due_soon: Counters,
    overdue: Counters,
    republished: Counters,
    published: Counters,
    consumed: Family<OutcomeLabels, Counter>,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    pub fn new() -> Self {
        let durations: fn() -> Histogram = || Histogram::new(DURATIONS_S);
        let mut inner = Inner {
            registry: Registry::default(),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(durations),
            outbox_pending: Family::default(),
            outbox_oldest: Family::default(),
            dead_letters: Family::default(),
            due_soon: Family::default(),
            overdue: Family::default(),
            republished: Family::default(),
            published: Family::default(),
            consumed: Family::default(),
        };
        let mut registry = Registry::with_prefix("suiji");
        registry.register("http_requests", "Requests answered", inner.requests.clone());
        registry.register("http_request_seconds", "Time to the answer", inner.request_seconds.clone());
        registry.register("outbox_pending", "Events not yet published", inner.outbox_pending.clone());
        registry.register("outbox_oldest_seconds", "Age of the oldest of them", inner.outbox_oldest.clone());
        registry.register("dead_letters", "Facts that could not take effect", inner.dead_letters.clone());
        registry.register("due_soon", "Clocks with two working days left", inner.due_soon.clone());
        registry.register("overdue", "Clocks that passed their end", inner.overdue.clone());
        registry.register("stream_republished", "Events the stream forgot", inner.republished.clone());
        registry.register("published", "Events published", inner.published.clone());
        registry.register("consumed", "Events taken, by outcome", inner.consumed.clone());
        inner.registry = registry;
        Self(Arc::new(inner))
    }

    /// The text that `/metrics` answers.
    pub fn render(&self) -> String {
        let mut out = String::new();
        // Writing to a string fails only where a metric's own encoding does; then what was written stands.
        let _complete = text::encode(&mut out, &self.0.registry);
        out
    }

    /// `route` is the pattern, never the path.
    pub fn http_request(&self, service: &str, route: &str, status: u16, took: Duration) {
        let (service, route) = (service.to_owned(), route.to_owned());
        let labels = RouteLabels { service: service.clone(), route: route.clone() };
        self.0.request_seconds.get_or_create(&labels).observe(took.as_secs_f64());
        self.0.requests.get_or_create(&RequestLabels { service, route, status }).inc();
    }

    pub fn outbox(&self, service: &str, pending: u64, oldest_age: Duration) {
        self.0.outbox_pending.get_or_create(&label(service)).set(pending.cast_signed());
        self.0.outbox_oldest.get_or_create(&label(service)).set(oldest_age.as_secs_f64());
    }

    pub fn dead_letters(&self, service: &str, waiting: u64) {
        self.0.dead_letters.get_or_create(&label(service)).set(waiting.cast_signed());
    }

    /// The law's clocks that this process told of since its start.
    pub fn clocks(&self, service: &str, clocks: &Clocks) {
        for (family, count) in [(&self.0.due_soon, clocks.due_soon()), (&self.0.overdue, clocks.overdue())] {
            family.get_or_create(&label(service)).inner().store(count, Ordering::Relaxed);
        }
    }

    /// Events that went out again since the stream had forgotten them.
    pub fn republished(&self, service: &str, events: u64) {
        self.0.republished.get_or_create(&label(service)).inc_by(events);
    }

    pub fn published(&self, service: &str, events: u64) {
        self.0.published.get_or_create(&label(service)).inc_by(events);
    }

    pub fn consumed(&self, service: &str, outcome: Outcome) {
        let outcome = match outcome {
            Outcome::Done => "done",
            Outcome::Duplicate => "duplicate",
            Outcome::Retried => "retried",
            Outcome::Dead => "dead",
        };
        self.0.consumed.get_or_create(&OutcomeLabels { service: service.to_owned(), outcome }).inc();
    }
}

fn label(service: &str) -> ServiceLabel {
    ServiceLabel { service: service.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_rendered() {
        let metrics = Metrics::new();
        metrics.http_request("draw", "/api/draw/v1/draws/{id}", 200, Duration::from_millis(7));
        metrics.consumed("draw", Outcome::Dead);
        metrics.outbox("draw", 3, Duration::from_secs(2));
        let text = metrics.render();
        assert!(text.contains(
            r#"suiji_http_requests_total{service="draw",route="/api/draw/v1/draws/{id}",status="200"} 1"#
        ));
        assert!(text.contains(r#"suiji_consumed_total{service="draw",outcome="dead"} 1"#));
        assert!(text.contains(r#"suiji_outbox_pending{service="draw"} 3"#));
    }

    /// Every name in a file of rules, without the parts that a histogram adds.
    fn names(rules: &str) -> std::collections::BTreeSet<&str> {
        let words = rules.split(|c: char| !(c.is_ascii_lowercase() || c == '_'));
        let names = words.filter(|word| word.starts_with("suiji_"));
        names.map(|name| name.strip_suffix("_bucket").unwrap_or(name)).collect()
    }

    #[test]
    fn every_metric_that_an_alert_asks_for_is_rendered() {
        let metrics = Metrics::new();
        metrics.http_request("draw", "/", 200, Duration::ZERO);
        metrics.outbox("draw", 0, Duration::ZERO);
        metrics.dead_letters("draw", 0);
        metrics.clocks("draw", &Clocks::default());
        metrics.republished("draw", 0);
        metrics.consumed("draw", Outcome::Done);
        let text = metrics.render();
        let rules = include_str!("../../../deploy/prometheus/alerts.yaml");
        assert!(names(rules).len() > 5);
        for name in names(rules) {
            assert!(text.contains(&format!("\n{name}")), "{name} in\n{text}");
        }
    }
}
