//! Queries that several endpoints share.

use chrono::{DateTime, Utc};
use kernel::Moment;
use serde::Deserialize;
use utoipa::IntoParams;
use web::Problem;

/// Why personal data is looked at; it stands on the trail (art. 25).
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Purpose {
    /// 1 to 200 characters.
    #[param(min_length = 1, max_length = 200)]
    pub purpose: String,
}

/// Why something is done that cannot be undone.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Reason {
    /// 1 to 500 characters.
    #[param(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Rows per page: 1 to 500.
pub fn limit(asked: Option<u16>, default: u16) -> Result<u64, Problem> {
    match asked.unwrap_or(default) {
        limit @ 1..=500 => Ok(limit.into()),
        _ => Err(Problem::field("limit", "应为 1 至 500")),
    }
}

/// The library as it was.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AsOf {
    /// A moment such as `2026-03-02T01:00:00Z`; every period where absent.
    #[param(value_type = Option<String>, format = DateTime)]
    as_of: Option<DateTime<Utc>>,
}

impl AsOf {
    pub fn at_us(&self) -> Option<i64> {
        self.as_of.map(|at| at.timestamp_micros())
    }
}

/// A moment as a table keeps it.
pub fn moment(us: i64) -> Moment {
    DateTime::from_timestamp_micros(us).unwrap_or_default()
}
