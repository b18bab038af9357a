//! Identity's tables.

pub mod account;
pub mod grant;
pub mod session;
