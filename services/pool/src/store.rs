//! Pool's tables. Each row and each query carries its region.

pub mod confirmation;
pub mod import;
pub mod inspector;
pub mod item;
pub mod library;
pub mod matching;
pub mod object;
pub mod period;
pub mod person_key;
pub mod recusal;
pub mod reference;
pub mod snapshot;

use ::store::Replay;

use crate::domain::Confirmation;

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Confirmation>()];
