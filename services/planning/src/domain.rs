//! Catalogues, plans and tasks. Pure.

mod amendment;
mod catalogue;
pub mod city_plan;
mod grounds;
mod plan;
mod progress;
mod proposal;
mod refusal;
mod release;
mod scheme;
mod task;

pub use amendment::{Amendment, Edition};
pub use catalogue::CatalogueDraft;
pub use grounds::Grounds;
pub use plan::{Plan, PlanState};
pub use progress::Progress;
pub use proposal::ProposalState;
pub use refusal::Refusal;
pub use task::{Lacks, OutOfOrder, TaskStage, TaskState, VoidedDraw};
