//! Referral's own tables: deliveries by department, and the routing rules.

pub mod delivery;
pub mod referral;
pub mod rules;
