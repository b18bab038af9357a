//! Catalogues, plans and tasks. Pure.

mod catalogue;
mod grounds;
mod plan;
mod refusal;
mod scheme;
mod task;

pub use catalogue::CatalogueDraft;
pub use grounds::Grounds;
pub use plan::{Plan, PlanState};
pub use refusal::Refusal;
pub use task::{Lacks, OutOfOrder, TaskState, VoidedDraw};
