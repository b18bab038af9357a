//! Oversight's tables. Each write is an upsert by what the fact itself names, so facts may come twice and in any order.

pub mod alert;
pub mod department;
pub mod disclosed;
pub mod duty;
pub mod finding;
pub mod tally;
pub mod task;
pub mod timeline;
pub mod unsealed;
pub mod watch;

use ::store::Replay;

use crate::domain::Alert;

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Alert>()];
