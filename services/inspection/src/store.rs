//! Inspection's tables.

pub mod assignment;
pub mod finding;
pub mod item;
pub mod visit;

use ::store::Replay;

use crate::domain::{Finding, Visit};

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Visit>(), Replay::of::<Finding>()];
