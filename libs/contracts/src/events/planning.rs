//! What planning publishes.

mod catalogue;
mod plan;
mod proposal;
mod registry;
mod scheme;
mod task;

pub use catalogue::{Catalogue, CatalogueEvent, CatalogueItem};
pub use plan::{
    AdHoc, AdHocKind, AnnualPlan, CityPlan, CityPlanEvent, ExternalReference, PlanAmendment, PlanEdition,
    PlanEvent, PlanLine,
};
pub use proposal::{Handling, Proposal, ProposalEvent, ProposedLine};
pub use registry::{AnnualDuty, CalendarNotice, Department, Region, RegistryEvent};
pub use scheme::{Criteria, EntropySource, NoticePolicy, Participation, Quota, Rate, Scheme, TeamUnit};
pub use task::{Step, Task, TaskEvent};
