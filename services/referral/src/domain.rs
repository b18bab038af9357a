//! The domain: a referral's life and how it is routed. Pure.

pub mod clock;
mod referral;
pub mod routing;

pub use referral::{Decline, Holder, Hop, Referral, Refusal, Stage};
