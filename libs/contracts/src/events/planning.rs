//! What planning publishes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, ItemCode, RegionCode,
    codes::{ObjectKind, RiskClass},
    ids::{CatalogueId, DrawId, PlanId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

/// Events of the city's set-up: regions, departments, the working calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum RegistryEvent {
    #[serde(rename = "suiji.planning.region-opened.v1")]
    RegionOpened(Region),
    #[serde(rename = "suiji.planning.department-registered.v1")]
    DepartmentRegistered(Department),
    #[serde(rename = "suiji.planning.calendar-published.v1")]
    CalendarPublished(CalendarNotice),
}
impl Event for RegistryEvent {}

/// A region of the region tree. A rehearsal region has no parent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Region {
    pub region: RegionCode,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RegionCode>,
    #[serde(default)]
    pub rehearsal: bool,
}

/// A member department of the joint conference (成员单位).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Department {
    pub department: DepartmentId,
    pub name: String,
    /// The character that its document numbers (文号) begin with, such as `舞市监`.
    pub number_prefix: String,
    /// The yearly duty of art. 9.
    pub duty: AnnualDuty,
}

/// Art. 9: what a department must do each year at its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnnualDuty {
    /// 每年至少发起一次
    Initiate,
    /// 每年至少发起或参与一次
    InitiateOrTakePart,
    /// 可根据需要
    Free,
}

/// One year's notice of the State Council on days off (节假日安排的通知), as `workdays` knows it. A later version
/// replaces an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarNotice {
    #[schema(value_type = Object)]
    pub notice: workdays::Notice,
}

/// Events of a catalogue of items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum CatalogueEvent {
    #[serde(rename = "suiji.planning.catalogue-drafted.v1")]
    Drafted(Catalogue),
    #[serde(rename = "suiji.planning.catalogue-published.v1")]
    Published(Catalogue),
}
impl Event for CatalogueEvent {}

/// A version of the joint catalogue (部门联合抽查事项清单, art. 6). Versions change only by a new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Catalogue {
    pub catalogue: CatalogueId,
    pub version: u32,
    pub items: Vec<CatalogueItem>,
}

/// An entry of the catalogue (抽查事项).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueItem {
    pub item: ItemCode,
    pub name: String,
    /// The department that decides the item.
    pub department: DepartmentId,
    pub legal_basis: String,
    pub object_kinds: Vec<ObjectKind>,
    /// Methods besides the on-site visit, which art. 19 always requires.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The matter that routes a finding of this item, such as `food-licence`.
    pub matter: String,
    /// The department's guide or standard shown at the item (art. 18), with its version.
    pub guide: String,
    pub guide_version: String,
    /// The provincial entry it follows (art. 6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provincial_entry: Option<String>,
}

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

/// Events of one task and its scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum TaskEvent {
    #[serde(rename = "suiji.planning.scheme-drafted.v1")]
    SchemeDrafted(Task),
    #[serde(rename = "suiji.planning.scheme-confirmed.v1")]
    SchemeConfirmed { task: TaskId, department: DepartmentId },
    /// Every participant has agreed (art. 12); libraries may be confirmed now.
    #[serde(rename = "suiji.planning.scheme-agreed.v1")]
    SchemeAgreed(Task),
    #[serde(rename = "suiji.planning.library-noted.v1")]
    LibraryNoted { task: TaskId, department: DepartmentId, version: u64 },
    /// A department's principal approves the inspection beforehand (国办发〔2024〕54号).
    #[serde(rename = "suiji.planning.task-approved.v1")]
    Approved { task: TaskId, department: DepartmentId, account: AccountId },
    #[serde(rename = "suiji.planning.task-released.v1")]
    Released(Task),
    /// The next of the five steps (art. 14) begins: the draw with the release, the inspection when the teams are drawn,
    /// the disclosure with the first visit that ended, the follow-up with the first result disclosed.
    #[serde(rename = "suiji.planning.step-reached.v1")]
    StepReached { task: TaskId, step: Step },
    /// The objects are drawn; their number only.
    #[serde(rename = "suiji.planning.draw-noted.v1")]
    DrawNoted { task: TaskId, draw: DrawId, objects: u64 },
    /// A draw of this task was void.
    #[serde(rename = "suiji.planning.draw-void-noted.v1")]
    DrawVoidNoted { task: TaskId, draw: DrawId, reason: String },
    #[serde(rename = "suiji.planning.task-closed.v1")]
    Closed { task: TaskId },
}
impl Event for TaskEvent {}

/// The five steps of art. 14, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 制定检查任务
    Task,
    /// 随机抽取
    Draw,
    /// 实施检查
    Inspection,
    /// 录入结果并公示
    Disclosure,
    /// 后续处理
    FollowUp,
}

/// A task (检查任务) as its scheme fixes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Task {
    pub task: TaskId,
    pub region: RegionCode,
    pub rehearsal: bool,
    pub plan: PlanId,
    pub catalogue: CatalogueId,
    pub catalogue_version: u32,
    pub policy_version: String,
    pub scheme: Scheme,
    /// The clerk who initiated it.
    pub clerk: AccountId,
    /// The principals who approved it, by department; filled as they do.
    pub approvals: BTreeMap<DepartmentId, AccountId>,
    /// Library version confirmed by each department; filled as they do.
    pub libraries: BTreeMap<DepartmentId, u64>,
}

/// The scheme (抽查方案, art. 12).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    pub title: String,
    /// 发起（牵头）部门
    pub initiating: DepartmentId,
    /// Every department that decides items, the initiating one included; at least two.
    pub participants: Vec<Participation>,
    /// First and last day of the inspections.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Methods besides the on-site visit (art. 19).
    #[serde(default)]
    pub methods: Vec<String>,
    pub criteria: Criteria,
    pub quota: Quota,
    pub notice: NoticePolicy,
    #[serde(default)]
    pub team_unit: TeamUnit,
    pub entropy: EntropySource,
    /// Why the draw is open from the start; absent: sealed, as rule 7 demands by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_reason: Option<String>,
}

/// What one department does in a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    pub department: DepartmentId,
    pub items: Vec<ItemCode>,
    /// Inspectors it sends to each object: two, or one with a recorded basis.
    #[serde(default = "two")]
    pub inspectors: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_basis: Option<String>,
}

fn two() -> u8 {
    2
}

/// Which objects belong to the pool; an empty list means no limit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    #[serde(default)]
    pub kinds: Vec<ObjectKind>,
    /// Places (six-digit codes) where the object is.
    #[serde(default)]
    pub places: Vec<String>,
    /// Trade code prefixes (GB/T 4754).
    #[serde(default)]
    pub trades: Vec<String>,
}

/// How many objects are drawn. Strata are the credit-risk classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Quota {
    /// A rate per class, rounded up, with floor and ceiling; a class not listed is not drawn.
    Rates { rates: BTreeMap<RiskClass, Rate> },
    /// A total shared over the classes by largest remainder.
    Total { total: u32 },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub num: u32,
    pub den: u32,
    #[serde(default)]
    pub floor: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<u32>,
}

/// Whether the object is told beforehand (art. 20(2)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "policy", rename_all = "snake_case", deny_unknown_fields)]
pub enum NoticePolicy {
    /// 告知
    Given,
    /// 不宜告知
    Withheld { reason: String },
}

/// Whether a team serves one object or a bundle (art. 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(tag = "unit", rename_all = "snake_case", deny_unknown_fields)]
pub enum TeamUnit {
    #[default]
    Object,
    Bundle {
        size: u16,
    },
}

/// Where the chance of a draw comes from; never replaced by another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "source", rename_all = "snake_case", deny_unknown_fields)]
pub enum EntropySource {
    /// At least two parties, each with a share of its own.
    Parties { parties: Vec<String> },
    /// The operator alone; rehearsals and the demo only.
    Operator,
}
