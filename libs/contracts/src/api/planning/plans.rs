//! Plans, their amendments and the region's plan.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, RegionCode,
    ids::{CityPlanId, PlanId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::planning::{AdHoc, ExternalReference, PlanEdition, PlanLine};

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitPlan {
    #[schema(minimum = 2020, maximum = 2100)]
    pub year: i32,
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<PlanLine>,
    /// For an ad-hoc plan (art. 8): on what it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ad_hoc: Option<AdHoc>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnPlan {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A returned plan, put right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResubmitPlan {
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<PlanLine>,
}

/// All lines of a published plan as they shall be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendPlan {
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<PlanLine>,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishPlan {
    /// Where it stands on the publicity system (ext_1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanView {
    pub plan: PlanId,
    pub version: u64,
    pub region: RegionCode,
    /// `submitted`, `returned` or `published`.
    pub state: String,
    pub year: i32,
    pub department: DepartmentId,
    pub late: bool,
    pub lines: Vec<PlanLine>,
    pub confirmed_by: Vec<DepartmentId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy_version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ad_hoc: Option<AdHoc>,
    /// Why the office returned it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_reason: Option<String>,
    /// The edition in force; absent before the publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<u32>,
    /// Where the edition in force stands outside (ext_1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
    /// A change under way; shown to those concerned only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<AmendmentView>,
}

/// A change of a published plan that is not in force yet.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AmendmentView {
    pub edition: u32,
    pub lines: Vec<PlanLine>,
    pub reason: String,
    pub confirmed_by: Vec<DepartmentId>,
    pub lacks: Vec<DepartmentId>,
}

/// Every published edition of a plan, the first one first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanEditions {
    pub plan: PlanId,
    pub items: Vec<EditionView>,
}

/// What was published, when, and why it replaced what stood before.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditionView {
    pub edition: u32,
    pub lines: Vec<PlanLine>,
    /// Absent at the first edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishCityPlan {
    #[schema(minimum = 2020, maximum = 2100)]
    pub year: i32,
    /// Where it stands on the publicity system (ext_1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
}

/// An edition of the region's plan.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CityPlanView {
    pub city_plan: CityPlanId,
    pub version: u64,
    pub region: RegionCode,
    pub year: i32,
    pub edition: u32,
    pub plans: Vec<PlanEdition>,
    pub on: NaiveDate,
    pub late: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
}
