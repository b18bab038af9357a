//! The draw protocol `draw/v1`.

pub mod assurance;
pub mod chain;
pub mod commit;
pub mod encoding;
pub mod endings;
pub mod freeze;
pub mod json;
pub mod ledger;
pub mod merkle;
pub mod note;
pub mod plan;
pub mod pool;
pub mod proof;
pub mod receipt;
pub mod roster;
pub mod sealed;
pub mod seed;
pub mod selection;
pub mod shares;
pub mod table;
pub mod teams;
pub mod text;
pub mod tickets;
pub mod trust;
pub mod verify;
