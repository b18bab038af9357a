//! Catalogues, plans and tasks. Pure.

mod amendment;
mod catalogue;
pub mod city_plan;
mod grounds;
mod plan;
mod proposal;
mod refusal;
mod scheme;
mod task;

pub use amendment::{Amendment, Edition};
pub use catalogue::CatalogueDraft;
pub use grounds::Grounds;
pub use plan::{Plan, PlanState};
pub use proposal::ProposalState;
pub use refusal::Refusal;
pub use task::{Lacks, OutOfOrder, TaskState, VoidedDraw};
