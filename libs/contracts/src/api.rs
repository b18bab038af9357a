//! What clients send and receive, one file per service. Requests refuse unknown fields.

pub mod disclosure;
pub mod draw;
pub mod identity;
pub mod inspection;
pub mod lists;
pub mod oversight;
pub mod planning;
pub mod pool;
pub mod referral;
pub mod waiting;
