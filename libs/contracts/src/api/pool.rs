//! The API of pool.

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, InspectorId, Moment, ObjectId,
    codes::{ObjectKind, RiskClass},
    ids::{ImportId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::planning::ExternalReference;

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

/// One of the two libraries (两库).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Library {
    /// 检查对象名录库
    Objects,
    /// 执法检查人员名录库
    Inspectors,
}

/// An import, as it is looked up afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportView {
    pub import: ImportId,
    pub library: Library,
    pub department: DepartmentId,
    /// Who took the file in.
    pub account: AccountId,
    #[schema(value_type = String, format = DateTime)]
    pub at: Moment,
    /// SHA-256 of the file, hex.
    pub digest: String,
    /// Library version after it.
    pub version: u64,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub rejected_rows: u64,
    pub unknown_headings: Vec<String>,
}

/// A page of an import's refused rows, by line.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RejectedRows {
    pub items: Vec<RejectedRow>,
    pub total: u64,
    /// The line after which the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
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
    /// The register's own word for it, such as `存续`.
    #[serde(default)]
    pub status: String,
    /// The department's own number of a product, project or conduct.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The approving departments (审批部门) as written.
    #[serde(default)]
    pub approver: String,
    /// The first of them that is registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<DepartmentId>,
    /// When it was founded or registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Stars in lists where one is kept; whole on the object's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where it stands outside (ext_1); on the object's own page only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalReference>,
}

/// What the library held of an object in one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObjectPeriod {
    #[schema(value_type = String, format = DateTime)]
    pub valid_from: Moment,
    /// Absent: in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub valid_until: Option<Moment>,
    /// When it was written down; later than `valid_from` where it was reported later.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Moment,
    /// Library version that brought it.
    pub version: u64,
    pub object: ObjectView,
}

/// All periods of an object, the first one first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectHistory {
    pub items: Vec<ObjectPeriod>,
}

/// What the library held of an inspector in one period, the name masked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InspectorPeriod {
    #[schema(value_type = String, format = DateTime)]
    pub valid_from: Moment,
    /// Absent: in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub valid_until: Option<Moment>,
    /// When it was written down; later than `valid_from` where it was reported later.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Moment,
    /// Library version that brought it.
    pub version: u64,
    pub inspector: InspectorView,
}

/// All periods of an inspector, the first one first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InspectorHistory {
    pub items: Vec<InspectorPeriod>,
}

/// Whether there was a key to delete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Forgotten {
    pub forgotten: bool,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    pub valid_until: NaiveDate,
    pub available: bool,
    #[serde(default)]
    pub state: InspectorState,
    #[serde(default)]
    pub issuing_body: String,
    #[serde(default)]
    pub expertise: String,
    #[serde(default)]
    pub expert: bool,
    /// On the inspector's own page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// Where the inspector stands outside (ext_1); on the own page only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external: Vec<ExternalReference>,
}

/// An inspector's name: masked or whole, as it was asked for; a dash for one who was forgotten.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InspectorName {
    pub inspector: InspectorId,
    pub department: DepartmentId,
    pub name: String,
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
    /// Where the register gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    pub valid_until: NaiveDate,
    pub available: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SnapshotRecusal {
    pub object: ObjectId,
    pub inspector: InspectorId,
}
