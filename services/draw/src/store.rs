//! Draw's tables: the aggregate, what is sealed, receipts, the visit ledger.

pub mod draw;
pub mod ledger;
pub mod listed;
pub mod receipt;
pub mod seal;
pub mod sealed;
pub mod substitution;

use ::store::Replay;

use crate::domain::Draw;

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Draw>()];
