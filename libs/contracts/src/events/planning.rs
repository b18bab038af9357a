//! What planning publishes.

mod catalogue;
mod plan;
mod registry;
mod scheme;
mod task;

pub use catalogue::{Catalogue, CatalogueEvent, CatalogueItem};
pub use plan::{AnnualPlan, ExternalReference, PlanEvent, PlanLine};
pub use registry::{AnnualDuty, CalendarNotice, Department, Region, RegistryEvent};
pub use scheme::{Criteria, EntropySource, NoticePolicy, Participation, Quota, Rate, Scheme, TeamUnit};
pub use task::{Step, Task, TaskEvent};
