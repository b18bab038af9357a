//! What pool publishes.

use kernel::{
    DepartmentId, InspectorId, ObjectId, RegionCode,
    ids::{ImportId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Event, planning::ExternalReference};

/// Events of an import into one of the two libraries (两库).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum LibraryEvent {
    #[serde(rename = "suiji.pool.objects-changed.v1")]
    ObjectsChanged(ImportSummary),
    #[serde(rename = "suiji.pool.inspectors-changed.v1")]
    InspectorsChanged(ImportSummary),
}
impl Event for LibraryEvent {}

/// Counts only: rows are read from pool by those entitled to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportSummary {
    pub import: ImportId,
    pub department: DepartmentId,
    /// Library version after the import.
    pub version: u64,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub rejected: u64,
}

/// Events of the libraries' part in one task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum SnapshotEvent {
    #[serde(rename = "suiji.pool.confirmation-asked.v1")]
    ConfirmationAsked { task: TaskId, departments: Vec<DepartmentId> },
    /// A department answers for its libraries being current for this draw (art. 11).
    #[serde(rename = "suiji.pool.library-confirmed.v1")]
    LibraryConfirmed { task: TaskId, department: DepartmentId, version: u64 },
    /// The task is released; `stale` where a library moved after its confirmation and has to be confirmed again.
    #[serde(rename = "suiji.pool.task-noted.v1")]
    TaskNoted { task: super::planning::Task, stale: bool },
    #[serde(rename = "suiji.pool.snapshot-frozen.v1")]
    SnapshotFrozen(SnapshotFrozen),
}
impl Event for SnapshotEvent {}

/// The pool of one task, fixed. The content is fetched by digest by the draw service alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SnapshotFrozen {
    pub task: TaskId,
    pub region: RegionCode,
    /// SHA-256 of the artefact, hex.
    pub digest: String,
    pub objects: u64,
    pub inspectors: u64,
}

/// Events of where rows of the libraries stand outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum ReferenceEvent {
    #[serde(rename = "suiji.pool.object-referenced.v1")]
    Object { object: ObjectId, external: ExternalReference },
    #[serde(rename = "suiji.pool.inspector-referenced.v1")]
    Inspector { inspector: InspectorId, external: ExternalReference },
}
impl Event for ReferenceEvent {}
