//! Identity's tables.

pub mod account;
pub mod grant;
pub mod request;
pub mod revoked;
pub mod session;

use ::store::Replay;

use crate::domain::Request;

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[Replay::of::<Request>()];
