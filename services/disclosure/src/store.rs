//! Disclosure's tables: duties, results as formed, results as disclosed.

pub mod disclosed;
pub mod duty;
pub mod formed;
