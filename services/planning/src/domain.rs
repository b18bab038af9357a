//! Catalogues, plans and tasks. Pure.

mod catalogue;
mod plan;
mod refusal;
mod scheme;
mod task;

pub use catalogue::CatalogueDraft;
pub use plan::{Plan, PlanState};
pub use refusal::Refusal;
pub use task::{Grounds, Lacks, OutOfOrder, TaskState, VoidedDraw};
