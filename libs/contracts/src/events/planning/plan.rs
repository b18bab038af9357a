//! Plans (art. 7 and 8): annual and ad hoc, their amendments, and the region's plan that the office puts together.

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, ItemCode, RegionCode,
    ids::{CityPlanId, PlanId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::Event;

/// Events of one department's plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum PlanEvent {
    #[serde(rename = "suiji.planning.plan-submitted.v1")]
    Submitted(AnnualPlan),
    #[serde(rename = "suiji.planning.plan-confirmed.v1")]
    Confirmed { plan: PlanId, department: DepartmentId },
    #[serde(rename = "suiji.planning.plan-returned.v1")]
    Returned { plan: PlanId, reason: String },
    /// Reported again after a return; the participants confirm anew.
    #[serde(rename = "suiji.planning.plan-resubmitted.v1")]
    Resubmitted(AnnualPlan),
    #[serde(rename = "suiji.planning.plan-published.v1")]
    Published {
        plan: PlanId,
        external: Option<ExternalReference>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    /// The department asks to change its published plan; the participants confirm before the office publishes.
    #[serde(rename = "suiji.planning.plan-amendment-proposed.v1")]
    AmendmentProposed(PlanAmendment),
    #[serde(rename = "suiji.planning.plan-amendment-confirmed.v1")]
    AmendmentConfirmed { plan: PlanId, edition: u32, department: DepartmentId },
    #[serde(rename = "suiji.planning.plan-amendment-returned.v1")]
    AmendmentReturned { plan: PlanId, edition: u32, reason: String },
    /// The amended plan is in force; the editions before it stay readable.
    #[serde(rename = "suiji.planning.plan-amended.v2")]
    Amended {
        plan: PlanId,
        edition: u32,
        lines: Vec<PlanLine>,
        reason: String,
        on: NaiveDate,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        external: Option<ExternalReference>,
    },
}
impl Event for PlanEvent {}

/// A department's plan of the joint inspections it initiates: its annual plan (art. 7), or an ad-hoc one (art. 8).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnnualPlan {
    pub plan: PlanId,
    pub year: i32,
    pub department: DepartmentId,
    pub lines: Vec<PlanLine>,
    /// Reported after 31 January.
    pub late: bool,
    /// The policy it was made under (art. 1, 31).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy_version: String,
    /// Who reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clerk: Option<AccountId>,
    /// Set where the plan is none of the annual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ad_hoc: Option<AdHoc>,
}

/// Why a plan is ad hoc (临时性联合抽查, art. 8): outside the annual plan, filed with the office, disclosed before the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdHoc {
    pub kind: AdHocKind,
    /// Who handed the work down or holds the campaign.
    #[schema(min_length = 1, max_length = 100)]
    pub from: String,
    /// The number of their document (文号).
    #[schema(min_length = 1, max_length = 100)]
    pub document: String,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// Why a campaign on matters of the joint catalogue is not held jointly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 500)]
    pub apart_reason: Option<String>,
}

/// What an ad-hoc plan goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdHocKind {
    /// 上级转办交办
    HandedDown,
    /// 专项整治
    Campaign,
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

/// A change of a published plan: all lines as they shall be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanAmendment {
    pub plan: PlanId,
    /// The edition it will be; the first publication is edition 1.
    pub edition: u32,
    pub lines: Vec<PlanLine>,
    pub reason: String,
    pub clerk: AccountId,
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

/// Events of a region's plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum CityPlanEvent {
    #[serde(rename = "suiji.planning.city-plan-published.v1")]
    Published(CityPlan),
}
impl Event for CityPlanEvent {}

/// The year's plans of all departments, put together and published by the office (art. 7). After amendments the office
/// publishes the next edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CityPlan {
    pub city_plan: CityPlanId,
    pub region: RegionCode,
    pub year: i32,
    pub edition: u32,
    pub plans: Vec<PlanEdition>,
    pub on: NaiveDate,
    /// The first edition after the end of February.
    pub late: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
}

/// One department's plan as it stands in the region's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanEdition {
    pub plan: PlanId,
    pub department: DepartmentId,
    pub edition: u32,
}
