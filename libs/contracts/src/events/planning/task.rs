//! Tasks and their five steps (art. 14).

use std::collections::BTreeMap;

use kernel::{
    AccountId, DepartmentId, RegionCode,
    ids::{CatalogueId, DrawId, PlanId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Scheme;
use crate::events::Event;

/// Events of one task and its scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum TaskEvent {
    #[serde(rename = "suiji.planning.scheme-drafted.v1")]
    SchemeDrafted(Task),
    #[serde(rename = "suiji.planning.scheme-confirmed.v1")]
    SchemeConfirmed { task: TaskId, department: DepartmentId },
    /// A participant does not agree; the initiating department answers with a revised scheme.
    #[serde(rename = "suiji.planning.scheme-objected.v1")]
    SchemeObjected { task: TaskId, department: DepartmentId, reason: String },
    /// The scheme is another; everybody agrees anew.
    #[serde(rename = "suiji.planning.scheme-revised.v1")]
    SchemeRevised { task: TaskId, scheme: Scheme, reason: String },
    /// Every participant has agreed (art. 12); libraries may be confirmed now.
    #[serde(rename = "suiji.planning.scheme-agreed.v1")]
    SchemeAgreed(Task),
    #[serde(rename = "suiji.planning.library-noted.v1")]
    LibraryNoted { task: TaskId, department: DepartmentId, version: u64 },
    /// A department's principal approves the inspection (国办发〔2024〕54号): beforehand, or an emergency afterwards, `late`
    /// where the set time was over.
    #[serde(rename = "suiji.planning.task-approved.v1")]
    Approved {
        task: TaskId,
        department: DepartmentId,
        account: AccountId,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        late: bool,
    },
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
