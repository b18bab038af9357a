//! The campaign, step by step, each through the public API by the role that the policy names.

pub mod disclosure;
pub mod draw;
pub mod follow_up;
pub mod libraries;
pub mod prepare;
pub mod seal;
pub mod set_up;
pub mod task;
pub mod unchangeable;
pub mod visit;
