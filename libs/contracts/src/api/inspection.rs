//! The API of inspection.

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, InspectorId, ItemCode, Moment,
    codes::{Means, Measure, ObjectStatus, Outcome, ResultKind, SubstitutionReason},
    ids::{FindingId, ReferralId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::{
    inspection::{FindingRaised, ObjectFacts},
    planning::NoticePolicy,
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

/// A visit as its circle sees it before the end, and its departments after.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VisitView {
    pub visit: VisitId,
    pub version: u64,
    /// `assigned`, `scheduled`, `started`, `ended` or `cancelled`.
    pub state: String,
    pub task: TaskId,
    pub object: ObjectFacts,
    pub address: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub notice_policy: NoticePolicy,
    pub pre_checks: Vec<PreCheckView>,
    pub schedule: Option<ScheduleVisit>,
    pub notices: Vec<NoticeView>,
    pub team: Vec<TeamView>,
    /// Waits for the leader in charge.
    pub substitution_asked: Option<SubstitutionAskView>,
    /// Replacements that took place, both names on record.
    pub substitutions: Vec<SubstitutionView>,
    /// 文号 of the on-site record, from the start on.
    pub record_number: Option<String>,
    pub parts: Vec<PartView>,
    pub evidence: Vec<String>,
    pub evidence_files: Vec<EvidenceFileView>,
    pub measures: Vec<MeasureView>,
    /// Absent until the object has signed or its refusal counts.
    pub object_signature: Option<ObjectSignatureView>,
    /// Who has signed the note that the object refuses to sign.
    pub refusal_noted: Vec<InspectorId>,
    /// Waits for the leader in charge of the initiating department.
    pub cancellation_asked: Option<CancellationAskView>,
    pub ended_on: Option<NaiveDate>,
    /// Nobody ended it; it is taken to have ended.
    pub end_presumed: bool,
    /// Digest of the sealed dossier.
    pub dossier: Option<String>,
    /// Disclosed results that were corrected since; `parts` keeps what was signed.
    pub corrections: Vec<CorrectionView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PreCheckView {
    pub department: DepartmentId,
    pub known: String,
    pub sources: Vec<String>,
    pub by: InspectorId,
}

/// A disclosed result that was corrected (art. 22).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CorrectionView {
    pub department: DepartmentId,
    pub item: ItemCode,
    pub to: ResultKind,
}

/// A cancellation that waits for approval.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CancellationAskView {
    pub reason: String,
    pub asked_by: AccountId,
}

/// A replacement that waits for approval.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SubstitutionAskView {
    pub department: DepartmentId,
    pub drawn: InspectorId,
    pub replacement: InspectorId,
    pub reason: SubstitutionReason,
    pub text: String,
    pub asked_by: AccountId,
}

/// A replacement that took place. What was written besides the reason is for the approver and not shown again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SubstitutionView {
    pub department: DepartmentId,
    pub drawn: InspectorId,
    pub replacement: InspectorId,
    pub reason: SubstitutionReason,
    pub approved_by: AccountId,
}

/// A notice that was given; it counts while its day is the planned one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NoticeView {
    pub number: String,
    pub means: Means,
    pub for_day: NaiveDate,
    pub given_on: NaiveDate,
    pub prepare: String,
    pub by: InspectorId,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EvidenceFileView {
    pub digest: String,
    pub bytes: u64,
    pub media_type: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MeasureView {
    pub department: DepartmentId,
    pub measure: Measure,
    pub means: Means,
    pub detail: String,
    pub evidence: Vec<String>,
    pub by: InspectorId,
    pub on: NaiveDate,
}

/// The object's signature or seal, or that it refused and with which paper (art. 20(2)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ObjectSignatureView {
    pub refused: bool,
    pub evidence: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TeamView {
    pub inspector: InspectorId,
    pub department: DepartmentId,
    pub leader: bool,
}

/// One department's part of a visit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PartView {
    pub department: DepartmentId,
    pub items: Vec<ItemView>,
    pub signed: Vec<InspectorId>,
    pub formed_on: Option<NaiveDate>,
}

/// An item with the guide that is to be followed (art. 18).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ItemView {
    pub item: ItemCode,
    pub name: String,
    pub guide: String,
    pub guide_version: String,
    pub result: Option<ResultKind>,
    pub note: Option<String>,
    pub deviation: Option<String>,
}

/// A finding and what became of it (art. 23).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FindingView {
    pub finding: FindingId,
    /// `raised` or `closed`.
    pub state: String,
    pub content: FindingRaised,
    pub referral: Option<ReferralId>,
    pub outcome: Option<Outcome>,
    pub note: Option<String>,
}
