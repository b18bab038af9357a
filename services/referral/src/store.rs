//! Referral's own tables: deliveries by department, and the routing rules.

pub mod around;
pub mod delivery;
pub mod referral;
pub mod rules;

use ::store::Replay;

use crate::domain::Referral;

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Referral>()];
