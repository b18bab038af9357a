//! Time. `Clock` is legal time (UTC inside, Beijing dates at the law's edge); `Timer` is monotonic and measures leases
//! and pauses. Nothing else in the workspace may read a clock; `clippy.toml` and the tidy test hold that.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound, Utc};

/// An instant in UTC, truncated to microseconds at creation, since Postgres keeps no more.
pub type Moment = DateTime<Utc>;

/// Truncates to microseconds.
pub fn moment(at: DateTime<Utc>) -> Moment {
    at.trunc_subsecs(6)
}

/// Beijing time, UTC+8 without daylight saving.
pub const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours is a valid offset"),
};

/// The date of the law at `at`: the calendar date in Beijing.
pub fn beijing_date(at: Moment) -> NaiveDate {
    at.with_timezone(&BEIJING).date_naive()
}

/// Legal time.
pub trait Clock: Send + Sync + std::fmt::Debug {
    fn now(&self) -> Moment;
    fn today(&self) -> NaiveDate {
        beijing_date(self.now())
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Moment {
        moment(Utc::now())
    }
}

/// A clock that runs beside the machine's at a distance: starts at a chosen moment, ticks, and moves forward on demand.
#[derive(Debug, Clone)]
pub struct ShiftedClock(Arc<AtomicI64>);

impl ShiftedClock {
    /// Starts at `at`, ticking from now on.
    pub fn starting(at: Moment) -> Self {
        Self(Arc::new(AtomicI64::new((at - SystemClock.now()).num_microseconds().unwrap_or(0))))
    }
    /// Moves forward; a clock of the law never moves back, so a negative step does nothing.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::Relaxed);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Moment {
        moment(SystemClock.now() + chrono::TimeDelta::microseconds(self.0.load(Ordering::Relaxed)))
    }
}

/// A clock that stands still until told, for tests.
#[derive(Debug, Clone)]
pub struct FixedClock(Arc<AtomicI64>);

impl FixedClock {
    pub fn at(at: Moment) -> Self {
        Self(Arc::new(AtomicI64::new(at.timestamp_micros())))
    }
    pub fn set(&self, at: Moment) {
        self.0.store(at.timestamp_micros(), Ordering::Relaxed);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        DateTime::from_timestamp_micros(self.0.load(Ordering::Relaxed)).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// Monotonic time since some fixed point, for leases and pauses; it never jumps when the legal clock is set.
pub trait Timer: Send + Sync + std::fmt::Debug {
    fn elapsed(&self) -> Duration;
}

/// The machine's monotonic timer.
#[derive(Debug, Clone, Copy)]
pub struct MonotonicTimer(Instant);

impl MonotonicTimer {
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the monotonic timer")]
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Timer for MonotonicTimer {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beijing_day_begins_at_sixteen_hours_utc() {
        let at = |text: &str| beijing_date(text.parse().unwrap()).to_string();
        assert_eq!(at("2025-12-31T15:59:59Z"), "2025-12-31");
        assert_eq!(at("2025-12-31T16:00:00Z"), "2026-01-01");
    }

    #[test]
    fn a_shifted_clock_ticks_and_moves_forward() {
        let start: Moment = "2026-03-02T01:00:00Z".parse().unwrap();
        let clock = ShiftedClock::starting(start);
        clock.advance(Duration::from_secs(7 * 86_400));
        let moved = clock.now() - start;
        assert!(moved >= chrono::TimeDelta::days(7) && moved < chrono::TimeDelta::days(8));
    }
}
