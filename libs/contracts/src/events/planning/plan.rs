//! Plans (art. 7).

use kernel::{DepartmentId, ItemCode, ids::PlanId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::Event;

/// Events of one department's annual plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum PlanEvent {
    #[serde(rename = "suiji.planning.plan-submitted.v1")]
    Submitted(AnnualPlan),
    #[serde(rename = "suiji.planning.plan-confirmed.v1")]
    Confirmed { plan: PlanId, department: DepartmentId },
    #[serde(rename = "suiji.planning.plan-returned.v1")]
    Returned { plan: PlanId, reason: String },
    #[serde(rename = "suiji.planning.plan-published.v1")]
    Published { plan: PlanId, external: Option<ExternalReference> },
    #[serde(rename = "suiji.planning.plan-amended.v1")]
    Amended { plan: PlanId, line: PlanLine, reason: String },
}
impl Event for PlanEvent {}

/// A department's plan of the joint inspections it initiates in a year (art. 7).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnnualPlan {
    pub plan: PlanId,
    pub year: i32,
    pub department: DepartmentId,
    pub lines: Vec<PlanLine>,
    /// Reported after 31 January.
    pub late: bool,
}

/// One planned joint inspection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanLine {
    pub title: String,
    pub participants: Vec<DepartmentId>,
    pub items: Vec<ItemCode>,
    /// First and last month, 1 to 12.
    pub months: (u32, u32),
    /// Expected share of the pool, such as `5%`.
    pub share: String,
}

/// Where the law places a plan, draw or result besides this system (ext_1): the province's platform, the publicity system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExternalReference {
    pub system: String,
    pub number: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: kernel::Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}
