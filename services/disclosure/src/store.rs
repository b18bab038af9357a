//! Disclosure's tables: duties, corrections that wait, results as formed, results as disclosed.

pub mod correction;
pub mod disclosed;
pub mod duty;
pub mod formed;
pub mod result;

use ::store::Replay;

use crate::domain::Duty;

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Duty>()];
