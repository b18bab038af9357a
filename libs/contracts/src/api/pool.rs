//! The API of pool.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, InspectorId, ObjectId,
    codes::{ObjectKind, RiskClass},
    ids::{ImportId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an import did, row by row where it refused one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    pub import: ImportId,
    /// Library version after it.
    pub version: u64,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// Rows not taken in.
    #[serde(default)]
    pub rejected_rows: u64,
    /// The first 1000 of them; all of them are at `/imports/{import}/rows`.
    pub rejected: Vec<RejectedRow>,
    /// Headings that no column is known by.
    pub unknown_headings: Vec<String>,
}

/// A row that was not taken in, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RejectedRow {
    /// Line of the file, from 1, the heading included.
    pub line: u64,
    /// The column as people call it; empty where the whole row is meant.
    pub column: String,
    /// Stable, for programs: `wrong_code`, `duplicate`, `unknown_place` and so on.
    #[serde(default)]
    pub code: String,
    pub reason: String,
}

/// An object of the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObjectView {
    pub object: ObjectId,
    pub name: String,
    pub kind: ObjectKind,
    pub place: String,
    pub trade: String,
    pub risk: RiskClass,
    pub address: String,
    /// Still in business: closed ones stay in the library and out of the pool.
    pub active: bool,
}

/// A page of a library.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Objects {
    pub items: Vec<ObjectView>,
    pub total: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Whether an inspector is at work (人员状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum InspectorState {
    /// 在岗
    #[default]
    Active,
    /// 休假
    Leave,
    /// 借调
    Seconded,
    /// 调离
    Left,
}

/// An inspector, the name masked in lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InspectorView {
    pub inspector: InspectorId,
    pub department: DepartmentId,
    pub name: String,
    pub items: Vec<String>,
    pub valid_until: NaiveDate,
    pub available: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Inspectors {
    pub items: Vec<InspectorView>,
    pub total: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// 执法回避
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddRecusal {
    pub object: ObjectId,
    pub inspector: InspectorId,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// What the departments of a task have confirmed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ConfirmationView {
    pub task: TaskId,
    pub version: u64,
    /// `asked`, `released`, `stale` (a library changed after its confirmation) or `frozen`.
    pub state: String,
    pub asked: Vec<DepartmentId>,
    pub confirmed: Vec<DepartmentId>,
}

/// The pool of one task, fixed: the artefact that draw fetches by digest. Sorted by id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub objects: Vec<SnapshotObject>,
    pub inspectors: Vec<SnapshotInspector>,
    pub recusals: Vec<SnapshotRecusal>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SnapshotObject {
    pub id: ObjectId,
    pub name: String,
    pub kind: ObjectKind,
    pub place: String,
    pub trade: String,
    pub risk: RiskClass,
    pub address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<DepartmentId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SnapshotInspector {
    pub id: InspectorId,
    pub department: DepartmentId,
    /// Item codes, or `*` for all.
    pub items: Vec<String>,
    pub valid_until: NaiveDate,
    pub available: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SnapshotRecusal {
    pub object: ObjectId,
    pub inspector: InspectorId,
}
