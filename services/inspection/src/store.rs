//! Inspection's tables.

pub mod assignment;
pub mod finding;
pub mod item;
pub mod visit;
