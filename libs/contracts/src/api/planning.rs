//! The API of planning.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    DepartmentId, Moment, RegionCode,
    ids::{CatalogueId, DrawId, PlanId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::planning::{AnnualDuty, CatalogueItem, Scheme, Step, Task};

mod plans;
mod proposals;
mod public;
mod registry;

pub use plans::{
    AmendPlan, AmendmentView, CityPlanView, EditionView, PlanEditions, PlanView, PublishCityPlan,
    PublishPlan, ResubmitPlan, ReturnPlan, SubmitPlan,
};
pub use proposals::{HandleProposal, HandledView, ProposalView, SubmitProposal};
pub use public::{CityPlanDetail, CityPlanPart};
pub use registry::{CalendarDays, CalendarNotices, DayView, Departments, Regions};

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRegion {
    #[schema(min_length = 1, max_length = 40)]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RegionCode>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterDepartment {
    /// The same at every level, such as `scjg`.
    #[schema(pattern = "^[a-z0-9]{2,16}$")]
    pub short: String,
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    #[schema(min_length = 1, max_length = 20)]
    pub number_prefix: String,
    pub duty: AnnualDuty,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DepartmentView {
    pub department: DepartmentId,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishNotice {
    #[schema(value_type = Object)]
    pub notice: workdays::Notice,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DueView {
    pub date: NaiveDate,
    /// Reaches into a year whose notice is not published yet.
    pub provisional: bool,
    /// The version of the calendar that counted.
    pub calendar: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftCatalogue {
    #[schema(min_items = 1, max_items = 500)]
    pub items: Vec<CatalogueItem>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CatalogueView {
    pub catalogue: CatalogueId,
    pub version: u64,
    pub region: RegionCode,
    pub catalogue_version: u32,
    /// `drafted` or `published`.
    pub state: String,
    pub items: Vec<CatalogueItem>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftTask {
    pub plan: PlanId,
    pub catalogue: CatalogueId,
    pub scheme: Scheme,
}

/// A scheme in place of the one that the participants have not all agreed to yet.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviseScheme {
    pub scheme: Scheme,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Why a participant does not agree.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectToScheme {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TaskView {
    pub task: TaskId,
    pub version: u64,
    /// `drafted`, `agreed`, `released` or `closed`.
    pub state: String,
    pub step: Step,
    pub agreed_by: Vec<DepartmentId>,
    pub content: Task,
    /// What still stands between the task and its release.
    #[serde(default)]
    pub lacks: LacksView,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objects_drawn: Option<u64>,
    /// By when an emergency that is released must be approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub approval_due: Option<Moment>,
    /// Departments that approved an emergency after that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approved_late: Vec<DepartmentId>,
    /// How far its visits are; in the look at one task, once it is released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<ProgressView>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voided: Vec<VoidedDrawView>,
    /// What participants have against the scheme as it stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub objections: BTreeMap<DepartmentId, String>,
}

/// Departments that have not agreed, confirmed their libraries, approved.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct LacksView {
    pub agreement: Vec<DepartmentId>,
    pub libraries: Vec<DepartmentId>,
    pub approvals: Vec<DepartmentId>,
}

/// What has come of the drawn objects: numbers only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgressView {
    pub visits_ended: u64,
    pub visits_cancelled: u64,
    /// Departments' parts of visits: each is to be formed and disclosed.
    pub results_due: u64,
    pub results_formed: u64,
    pub results_disclosed: u64,
    pub findings_raised: u64,
    /// Those whose referral is concluded.
    pub findings_concluded: u64,
}

/// A draw of the task that was void.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VoidedDrawView {
    pub draw: DrawId,
    pub reason: String,
}
