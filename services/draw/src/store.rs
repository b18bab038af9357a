//! Draw's tables: the aggregate, what is sealed, receipts, the visit ledger.

pub mod draw;
pub mod ledger;
pub mod receipt;
pub mod seal;
pub mod sealed;
pub mod substitution;
