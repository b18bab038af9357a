//! Code tables of the policy and of the national standards, with their exact Chinese names. Versioned: a changed table
//! is a new `TABLE_VERSION`, and results keep the version they were made under.

mod means;
mod object;
mod outcome;
mod result;
mod substitution;

pub use means::Means;
pub use object::{ObjectKind, RiskClass};
pub use outcome::{Measure, Outcome};
pub use result::{ObjectStatus, ResultKind};
pub use substitution::SubstitutionReason;

/// The version of these tables.
pub const TABLE_VERSION: &str = "2020-04-28";
