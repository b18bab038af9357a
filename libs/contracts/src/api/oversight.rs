//! The API of oversight. Nothing here names an object or a person.

mod public;

use kernel::{
    DepartmentId, Moment, Role,
    ids::{EventId, TaskId},
};
pub use public::{PublicFigures, ResultCount};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::{
    oversight::{AlertId, AlertKind},
    planning::AnnualDuty,
};

/// One task's way through all services, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineView {
    pub task: TaskId,
    pub title: String,
    pub lines: Vec<LineView>,
}

/// One event of the task. What belongs to a visit stands here only after that visit's end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LineView {
    pub event: EventId,
    #[schema(value_type = String, format = DateTime)]
    pub occurred: Moment,
    pub service: String,
    /// Event type.
    pub kind: String,
    /// The id of what it happened to: the task, a draw, a visit, a duty, a finding, a referral.
    pub aggregate: String,
    pub role: Role,
    pub role_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    pub sentence: String,
}

/// The yearly duties (art. 9) of a region's departments.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DutiesView {
    pub year: i32,
    pub items: Vec<DepartmentDutyView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentDutyView {
    pub department: DepartmentId,
    pub name: String,
    pub duty: AnnualDuty,
    /// Joint tasks that it initiated and disclosed results of in time.
    pub initiated: u64,
    /// Joint tasks of others in which it disclosed results in time.
    pub took_part: u64,
    /// Released this year and without a result in time so far; these count for nothing yet.
    pub under_way: u64,
    pub state: DutyState,
}

/// How a department stands with its yearly duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    Met,
    /// Not met, and still can be.
    AtRisk,
    /// The year is over and no result is awaited any more.
    Failed,
    /// It has no yearly duty (可根据需要).
    None,
}

/// What was done in a year (art. 4), in all and by department.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CoverageView {
    pub year: i32,
    /// What two departments did together counts once here.
    pub all: Figures,
    pub departments: Vec<DepartmentFigures>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentFigures {
    pub department: DepartmentId,
    pub name: String,
    pub figures: Figures,
}

/// Numbers of what is no longer sealed. Referrals issued and overdue are the finding department's; delivered and
/// concluded ones are the receiving department's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    pub tasks_released: u64,
    /// Draws whose objects are drawn and which were not void.
    pub draws_drawn: u64,
    pub objects_drawn: u64,
    pub visits_ended: u64,
    pub results_formed: u64,
    pub disclosed_on_time: u64,
    pub disclosed_late: u64,
    pub referrals_issued: u64,
    pub referrals_delivered: u64,
    pub referrals_concluded: u64,
    pub referrals_overdue: u64,
}

/// Findings against referrals: the two must come out even, whatever got lost on the way.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CountsView {
    pub all: FollowUpCounts,
    pub departments: Vec<DepartmentCounts>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentCounts {
    /// The department that found.
    pub department: DepartmentId,
    pub counts: FollowUpCounts,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUpCounts {
    pub findings_raised: u64,
    pub referrals_issued: u64,
    pub referrals_concluded: u64,
    /// Raised, and no referral seen.
    pub without_referral: u64,
    /// Referred, and no finding seen.
    pub without_finding: u64,
}

/// An alert as the office sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlertView {
    pub alert: AlertId,
    pub kind: AlertKind,
    pub about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    pub text: String,
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Moment,
}
