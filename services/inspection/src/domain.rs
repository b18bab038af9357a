//! A visit and a finding. Pure.

mod finding;
mod visit;

pub use finding::Finding;
pub use visit::{Member, Part, Visit};
