//! The region's plan with its lines, for everybody.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, RegionCode,
    ids::{CityPlanId, PlanId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::planning::{ExternalReference, PlanLine};

/// An edition of the region's plan and what stands in it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CityPlanDetail {
    pub city_plan: CityPlanId,
    pub region: RegionCode,
    pub year: i32,
    pub edition: u32,
    pub on: NaiveDate,
    pub late: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
    pub plans: Vec<CityPlanPart>,
}

/// One department's plan, in the edition that the region's plan took.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CityPlanPart {
    pub plan: PlanId,
    pub department: DepartmentId,
    pub edition: u32,
    /// Title, participants, items, months and share of each joint inspection.
    pub lines: Vec<PlanLine>,
}
