//! The words every part of Suiji shares: typed ids, places, roles, code tables, legal time, chance, and the guard
//! around personal data. Pure: no file, no network, no database.
//!
//! Deliberately absent: anything one service alone needs (that belongs in the service), and anything two services say
//! to each other (that belongs in `contracts`).
//!
//! To add a code table, add an enum with its exact Chinese names in `codes/` and a test that counts them.

pub mod actor;
pub mod chance;
pub mod codes;
pub mod ids;
pub mod personal;
pub mod policy;
pub mod refusal;
pub mod role;
pub mod time;
pub mod uscc;
pub mod visit_circle;

pub use actor::Actor;
pub use chance::{Entropy, OsEntropy, SeededEntropy};
pub use ids::{AccountId, DepartmentId, Id, InspectorId, ItemCode, ObjectId, RegionCode};
pub use personal::{PersonKey, Personal};
pub use refusal::Refusal;
pub use role::Role;
pub use time::{Clock, Moment, MonotonicTimer, ShiftedClock, SystemClock, Timer};
pub use visit_circle::VisitCircle;

/// The newest policy (平双随机办〔2020〕3号, in force from 2020-04-28, art. 31). Plans, tasks and results keep the one of
/// their day: `policy::in_force`.
pub const POLICY_VERSION: &str = "pingdingshan-2020-3";
