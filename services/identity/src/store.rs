//! Identity's tables.

pub mod account;
pub mod grant;
pub mod request;
pub mod revoked;
pub mod session;
