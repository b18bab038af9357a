//! Pool's rules. Pure.

mod confirmation;
pub mod intake;

pub use confirmation::{Confirmation, Moved, Stage};

use serde::Serialize;

/// Why pool refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    FileUnreadable { detail: String },
    HeadingMissing { heading: &'static str },
    HeadingTwice { heading: String },
    NotAsked,
    AlreadyConfirmed,
}
impl kernel::Refusal for Refusal {}
