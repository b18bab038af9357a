//! What draw publishes. No object and no inspector is named here: lists go by digest to the visit's circle.

use chrono::NaiveDate;
use kernel::{
    AccountId, RegionCode,
    ids::{DrawId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum DrawEvent {
    #[serde(rename = "suiji.draw.requested.v1")]
    Requested {
        draw: DrawId,
        task: TaskId,
        /// The draw of the same task that came to nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeats: Option<DrawId>,
    },
    #[serde(rename = "suiji.draw.snapshot-noted.v1")]
    SnapshotNoted { draw: DrawId, digest: String },
    #[serde(rename = "suiji.draw.opened.v1")]
    Opened(DrawOpened),
    #[serde(rename = "suiji.draw.frozen.v1")]
    Frozen { draw: DrawId, pool_root: String, roster_root: String, objects: u64, inspectors: u64 },
    #[serde(rename = "suiji.draw.share-committed.v1")]
    ShareCommitted { draw: DrawId, party: String, commitment: String, account: AccountId },
    #[serde(rename = "suiji.draw.committed.v1")]
    Committed { draw: DrawId, task: TaskId, commit: String },
    #[serde(rename = "suiji.draw.share-revealed.v1")]
    ShareRevealed { draw: DrawId, party: String },
    #[serde(rename = "suiji.draw.revealed.v1")]
    Revealed { draw: DrawId, reveal_root: String },
    #[serde(rename = "suiji.draw.objects-drawn.v1")]
    ObjectsDrawn(ListDrawn),
    #[serde(rename = "suiji.draw.teams-drawn.v1")]
    TeamsDrawn(ListDrawn),
    /// The pool or the rule does not allow a draw: why, without naming anybody.
    #[serde(rename = "suiji.draw.impossible.v1")]
    Impossible { draw: DrawId, reason: String },
    /// The office asks that the draw be void; a second person decides.
    #[serde(rename = "suiji.draw.void-asked.v1")]
    VoidAsked { draw: DrawId, reason: VoidReason, account: AccountId },
    /// `reason` is the sentence of a [`VoidReason`], never what somebody wrote.
    #[serde(rename = "suiji.draw.voided.v1")]
    Voided { draw: DrawId, task: TaskId, reason: String },
    /// Opened, and not committed within its time.
    #[serde(rename = "suiji.draw.expired.v1")]
    Expired { draw: DrawId, task: TaskId, seq: u64 },
    /// The receipt is open to the public from now on.
    #[serde(rename = "suiji.draw.opened-to-the-public.v1")]
    OpenedToThePublic { draw: DrawId, task: TaskId, receipt_digest: String },
    #[serde(rename = "suiji.draw.visit-counted.v1")]
    VisitCounted { draw: DrawId, visit: kernel::ids::VisitId, year: i32 },
}
impl Event for DrawEvent {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DrawOpened {
    pub draw: DrawId,
    pub task: TaskId,
    pub region: RegionCode,
    /// Gap-free per region.
    pub seq: u64,
    pub open: String,
    pub rehearsal: bool,
    /// Until when shares count, seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reveal_by: Option<u64>,
    /// The last day of the seal; absent where the draw is open at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_by: Option<NaiveDate>,
}

/// Why a draw is void (作废). What is told in public is this and no free text: a text could name what is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    LibraryWrong,
    SchemeChanged,
    PartyAbsent,
    ShareWithheld,
    SystemFault,
    Impossible,
    Other,
}

impl VoidReason {
    /// As the public log and the task's page say it.
    pub fn sentence(self) -> &'static str {
        match self {
            VoidReason::LibraryWrong => "检查对象或执法检查人员名录有误",
            VoidReason::SchemeChanged => "抽查方案调整",
            VoidReason::PartyAbsent => "参与方不能参加",
            VoidReason::ShareWithheld => "参与方未在期限内公开随机数",
            VoidReason::SystemFault => "系统故障",
            VoidReason::Impossible => "名录不能满足抽取规则",
            VoidReason::Other => "其他原因",
        }
    }
}

/// A drawn list: its size, Merkle root and the digest by which the circle's services fetch it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListDrawn {
    pub draw: DrawId,
    pub task: TaskId,
    pub seq: u64,
    pub count: u64,
    pub root: String,
    /// SHA-256 of the artefact, hex.
    pub digest: String,
}
