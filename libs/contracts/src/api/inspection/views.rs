//! Visits and findings as they are read.

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, InspectorId, ItemCode, Moment,
    codes::{Means, Measure, ObjectStatus, Outcome, ResultKind, SubstitutionReason},
    ids::{FindingId, ReferralId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ScheduleVisit;
use crate::events::{
    inspection::{EvidenceKind, FindingRaised, ObjectFacts},
    planning::NoticePolicy,
};

/// A visit as its circle sees it before the end, and its departments after.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VisitView {
    pub visit: VisitId,
    pub version: u64,
    /// `assigned`, `scheduled`, `started`, `ended` or `cancelled`.
    pub state: String,
    pub task: TaskId,
    /// The title of the task's scheme; empty where the visit is older than this field.
    pub task_title: String,
    /// 发起（牵头）部门: its leader approves a cancellation.
    pub initiating: DepartmentId,
    pub object: ObjectFacts,
    pub address: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub notice_policy: NoticePolicy,
    pub pre_checks: Vec<PreCheckView>,
    pub schedule: Option<ScheduleVisit>,
    pub notices: Vec<NoticeView>,
    pub team: Vec<TeamView>,
    /// Who has checked in on site.
    pub present: Vec<InspectorId>,
    /// Departments that the draw could not staff; such a visit does not begin, it is called off.
    pub unstaffed: Vec<DepartmentId>,
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
    pub kind: EvidenceKind,
    /// The item that it belongs to, where it belongs to one.
    pub item: Option<ItemCode>,
    pub caption: String,
    pub file_name: String,
    pub by: Option<InspectorId>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
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
    /// Last day of the certificate, as it stood at the draw.
    pub valid_until: NaiveDate,
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
    pub legal_basis: String,
    pub methods: Vec<String>,
    pub guide: String,
    pub guide_version: String,
    pub result: Option<ResultKind>,
    pub object_status: Option<ObjectStatus>,
    pub note: Option<String>,
    pub deviation: Option<String>,
    /// The problems recorded so far; whoever records the item anew sends again those that stay.
    pub findings: Vec<ItemFindingView>,
    pub recorded_by: Option<InspectorId>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub recorded_at: Option<Moment>,
}

/// A problem as it stands in an item's record.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ItemFindingView {
    pub finding: FindingId,
    pub description: String,
    /// Digests of evidence uploaded at this visit.
    pub evidence: Vec<String>,
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
