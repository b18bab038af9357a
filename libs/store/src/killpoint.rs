//! Named points at which a test kills the process, so that every gap between two writes is tried.
//!
//! `SUIJI_KILL_AT=draw:after-commit:3` aborts at the third passage of that point in that service. Without the variable
//! a point costs one comparison.

use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};

/// The points, in the order in which an event passes them.
pub const POINTS: [&str; 4] = ["before-commit", "after-commit", "after-publish", "before-acknowledge"];

static PLAN: LazyLock<Option<(String, String, u64)>> = LazyLock::new(|| {
    let plan = std::env::var("SUIJI_KILL_AT").ok()?;
    let mut parts = plan.split(':');
    let (service, point, count) = (parts.next()?, parts.next()?, parts.next()?);
    Some((service.to_owned(), point.to_owned(), count.parse().ok()?))
});
static PASSED: AtomicU64 = AtomicU64::new(0);

/// Passes a point; the chosen one is not survived. Prints what was killed, so that a test can prove work was in flight.
pub fn reach(service: &str, point: &str) {
    if let Some((chosen_service, chosen_point, count)) = &*PLAN
        && chosen_service == service
        && chosen_point == point
        && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *count
    {
        eprintln!("killed at {service}:{point}:{count}");
        std::process::abort();
    }
}
