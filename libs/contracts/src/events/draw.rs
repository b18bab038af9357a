//! What draw publishes. No object and no inspector is named here: lists go by digest to the visit's circle.

use kernel::{
    RegionCode,
    ids::{DrawId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum DrawEvent {
    #[serde(rename = "suiji.draw.requested.v1")]
    Requested { draw: DrawId, task: TaskId },
    #[serde(rename = "suiji.draw.snapshot-noted.v1")]
    SnapshotNoted { draw: DrawId, digest: String },
    #[serde(rename = "suiji.draw.opened.v1")]
    Opened(DrawOpened),
    #[serde(rename = "suiji.draw.frozen.v1")]
    Frozen { draw: DrawId, pool_root: String, roster_root: String, objects: u64, inspectors: u64 },
    #[serde(rename = "suiji.draw.share-committed.v1")]
    ShareCommitted { draw: DrawId, party: String, commitment: String, account: kernel::AccountId },
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
    #[serde(rename = "suiji.draw.voided.v1")]
    Voided { draw: DrawId, task: TaskId, reason: String },
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
