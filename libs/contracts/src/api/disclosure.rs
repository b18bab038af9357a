//! The API of disclosure.

mod results;

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, ItemCode, Moment, ObjectId, RegionCode,
    codes::ResultKind,
    ids::{DutyId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use results::ResultDetail;

use crate::events::{inspection::ItemResult, planning::ExternalReference};

/// 公示, with the place where it stands on the publicity system (ext_1).
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscloseResult {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
}

/// Asks for a correction; it takes effect by the principal's signature.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestCorrection {
    pub item: ItemCode,
    pub to: ResultKind,
    #[schema(min_length = 1, max_length = 1000)]
    pub reason: String,
}

/// Why the principal does not sign a correction.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseCorrection {
    #[schema(min_length = 1, max_length = 1000)]
    pub reason: String,
}

/// The object of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DutyObject {
    pub code: ObjectId,
    pub name: String,
}

/// A correction that waits for the principal: what it would change, and who asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectionAskedView {
    pub item: ItemCode,
    pub item_name: String,
    pub from: ResultKind,
    pub to: ResultKind,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<AccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub asked_at: Option<Moment>,
}

/// A correction that was not signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectionRefusedView {
    pub item: ItemCode,
    pub to: ResultKind,
    pub reason: String,
    pub refused_by: AccountId,
    pub refused_on: NaiveDate,
}

/// A duty as the department and the office see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DutyView {
    pub duty: DutyId,
    pub version: u64,
    /// `waiting` (no result yet), `due`, or `disclosed`.
    pub state: String,
    pub visit: VisitId,
    pub task: TaskId,
    /// The title of the task's scheme; empty where the duty is older than this field.
    pub task_title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<DutyObject>,
    pub department: DepartmentId,
    pub ended_on: NaiveDate,
    /// Last of the 20 working days, until 24:00.
    pub due_on: NaiveDate,
    pub provisional: bool,
    /// Working days left; negative when overdue.
    pub working_days_left: i64,
    pub items: Vec<ItemResult>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosed_on: Option<NaiveDate>,
    /// Whether it was disclosed in time, once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_time: Option<bool>,
    pub corrections: Vec<CorrectionView>,
    pub correction_waits: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction_asked: Option<CorrectionAskedView>,
    pub corrections_refused: Vec<CorrectionRefusedView>,
}

/// The original, the correction and the reason, in equal weight (art. 22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectionView {
    pub item: ItemCode,
    pub from: ResultKind,
    pub to: ResultKind,
    pub reason: String,
    pub signed_by: AccountId,
    pub corrected_on: NaiveDate,
}

/// A disclosed result as the public sees it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PublicResult {
    pub duty: DutyId,
    pub region: RegionCode,
    pub object: ObjectId,
    pub name: String,
    /// Who answers for it (art. 26).
    pub department: DepartmentId,
    pub items: Vec<PublicItem>,
    pub disclosed_on: NaiveDate,
    pub corrections: Vec<CorrectionView>,
    /// SHA-256 of what was disclosed.
    pub digest: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PublicItem {
    pub item: ItemCode,
    pub name: String,
    pub result: ResultKind,
    /// The article's exact name of the result.
    pub result_name: String,
}
