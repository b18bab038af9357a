//! Pool's tables.

pub mod confirmation;
pub mod inspector;
pub mod item;
pub mod object;
pub mod recusal;
