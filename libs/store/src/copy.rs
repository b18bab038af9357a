//! Local copies of what planning says and many contexts need: departments and the working calendar. Each service keeps
//! its own, fed by planning's events, so that no service ever waits for another.
//!
//! To have one, a service adds `copy::department::SQL` or `copy::calendar::SQL` to a migration and calls `keep` from its
//! reaction.

pub mod calendar;
pub mod department;
