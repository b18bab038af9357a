//! The API of inspection: what is said to it; what it shows stands in `views`.

mod views;

use chrono::NaiveDate;
use kernel::{
    InspectorId, Moment,
    codes::{Means, Measure, ObjectStatus, ResultKind, SubstitutionReason},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use views::{
    CancellationAskView, CorrectionView, EvidenceFileView, FindingView, ItemFindingView, ItemView,
    MeasureView, NoticeView, ObjectSignatureView, PartView, PreCheckView, SubstitutionAskView,
    SubstitutionView, TeamView, VisitView,
};

/// What was found out before the visit, for the inspector's own department (预查比对, art. 20(1)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreCheckVisit {
    #[schema(min_length = 1, max_length = 5000)]
    pub known: String,
    /// Where it was looked up, such as 国家企业信用信息公示系统（河南）.
    #[schema(min_items = 1, max_items = 20)]
    pub sources: Vec<String>,
}

/// The day of the visit and its mode (检查日程、检查方式, art. 17).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleVisit {
    pub on: NaiveDate,
    #[serde(default)]
    #[schema(max_length = 500)]
    pub mode: String,
}

/// The notice to the object (检查告知, art. 20(2)): how it was given, and what the object is to have ready.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifyObject {
    pub means: Means,
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub prepare: String,
}

/// A measure taken on site (现场措施, art. 20(2)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeMeasure {
    pub measure: Measure,
    pub means: Means,
    #[schema(min_length = 1, max_length = 2000)]
    pub detail: String,
    /// Digests of evidence uploaded at this visit.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub evidence: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// Asks to replace a drawn inspector (更换检查人员, art. 16).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSubstitution {
    pub drawn: InspectorId,
    /// A colleague of the same department, on the list that the draw fixed.
    pub replacement: InspectorId,
    pub reason: SubstitutionReason,
    /// Required where the reason is `other`.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub text: String,
}

/// Asks to call off a visit that has not begun. The reason is published, so it must not say whom the visit was for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskCancellation {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// What a field device says of its own time.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldNote {
    /// The device's time; the server's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// The result of one item, with the problems that must be referred.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordItem {
    pub result: ResultKind,
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub note: String,
    pub object_status: ObjectStatus,
    /// Where the inspector departed from the guide, and why (art. 18).
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub deviation: String,
    #[serde(default)]
    #[schema(max_items = 20)]
    pub findings: Vec<NewFinding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// A suspected violation that must be referred.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFinding {
    #[schema(min_length = 1, max_length = 2000)]
    pub description: String,
    /// Digests of evidence uploaded at this visit.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub evidence: Vec<String>,
}

/// The object's signature or seal, or the inspectors' note that it refuses (art. 20(2)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignObject {
    pub refused: bool,
    /// Digest of the signed paper or of the drawn signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EvidenceView {
    pub digest: String,
    pub bytes: u64,
}
