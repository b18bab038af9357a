//! What inspection publishes. Events before a visit's end name the visit, never its object.

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, InspectorId, ItemCode, Moment, ObjectId, RegionCode,
    codes::{ObjectKind, ObjectStatus, Outcome, ResultKind, SubstitutionReason},
    ids::{DrawId, FindingId, ReferralId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum VisitEvent {
    #[serde(rename = "suiji.inspection.visit-assigned.v1")]
    Assigned { visit: VisitId, task: TaskId, draw: DrawId, departments: Vec<DepartmentId> },
    #[serde(rename = "suiji.inspection.pre-checked.v1")]
    PreChecked { visit: VisitId, department: DepartmentId },
    #[serde(rename = "suiji.inspection.visit-scheduled.v1")]
    Scheduled { visit: VisitId },
    #[serde(rename = "suiji.inspection.notice-given.v1")]
    NoticeGiven { visit: VisitId, number: String },
    #[serde(rename = "suiji.inspection.substitution-asked.v1")]
    SubstitutionAsked { visit: VisitId, department: DepartmentId, reason: SubstitutionReason },
    /// Both names stay on record (art. 16).
    #[serde(rename = "suiji.inspection.inspector-replaced.v1")]
    InspectorReplaced {
        visit: VisitId,
        draw: DrawId,
        department: DepartmentId,
        drawn: InspectorId,
        replacement: InspectorId,
        reason: SubstitutionReason,
        approved_by: AccountId,
    },
    #[serde(rename = "suiji.inspection.substitution-rejected.v1")]
    SubstitutionRejected { visit: VisitId, department: DepartmentId },
    /// The first inspector has checked in on site.
    #[serde(rename = "suiji.inspection.visit-started.v1")]
    Started { visit: VisitId, inspector: InspectorId },
    /// A further inspector has.
    #[serde(rename = "suiji.inspection.inspector-checked-in.v1")]
    CheckedIn { visit: VisitId, inspector: InspectorId },
    #[serde(rename = "suiji.inspection.evidence-added.v1")]
    EvidenceAdded {
        visit: VisitId,
        digest: String,
        bytes: u64,
        media_type: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<EvidenceKind>,
        /// The item that it belongs to, where it belongs to one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<ItemCode>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<InspectorId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, format = DateTime)]
        at: Option<Moment>,
    },
    #[serde(rename = "suiji.inspection.measure-taken.v1")]
    MeasureTaken { visit: VisitId, department: DepartmentId, measure: kernel::codes::Measure },
    #[serde(rename = "suiji.inspection.item-recorded.v1")]
    ItemRecorded(ItemRecorded),
    #[serde(rename = "suiji.inspection.inspector-signed.v1")]
    InspectorSigned { visit: VisitId, department: DepartmentId, inspector: InspectorId },
    /// An inspector signed the note that the object refuses to sign; a second one makes it count.
    #[serde(rename = "suiji.inspection.refusal-noted.v1")]
    RefusalNoted {
        visit: VisitId,
        inspector: InspectorId,
        /// Digest of the signed note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    /// The object signed or sealed the record table, or the inspectors noted its refusal (art. 20(2)).
    #[serde(rename = "suiji.inspection.object-signed.v1")]
    ObjectSigned {
        visit: VisitId,
        refused: bool,
        /// Digest of the signed paper or drawn signature.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    #[serde(rename = "suiji.inspection.result-formed.v1")]
    ResultFormed(ResultFormed),
    #[serde(rename = "suiji.inspection.visit-ended.v1")]
    Ended(VisitEnded),
    /// An alarm: nobody ended the visit, so it is taken to have ended (requirements rule 2).
    #[serde(rename = "suiji.inspection.visit-end-presumed.v1")]
    EndPresumed { visit: VisitId, ended_on: NaiveDate },
    /// The record as it stood at the end, kept as an artefact with this SHA-256 (art. 27).
    #[serde(rename = "suiji.inspection.dossier-sealed.v1")]
    DossierSealed { visit: VisitId, digest: String },
    #[serde(rename = "suiji.inspection.cancellation-asked.v1")]
    CancellationAsked { visit: VisitId },
    #[serde(rename = "suiji.inspection.visit-cancelled.v1")]
    Cancelled {
        visit: VisitId,
        draw: DrawId,
        task: TaskId,
        reason: String,
        /// Place of its object in the drawn list, from 0: tells nothing to who does not hold the list.
        #[serde(default)]
        position: u64,
    },
    /// A disclosed result of this visit was corrected (art. 22).
    #[serde(rename = "suiji.inspection.correction-noted.v1")]
    CorrectionNoted { visit: VisitId, department: DepartmentId, item: ItemCode, to: ResultKind },
}
impl Event for VisitEvent {}

/// An item's result, with the problems found. It names no object; what it describes is for the journal's readers alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ItemRecorded {
    pub visit: VisitId,
    pub department: DepartmentId,
    pub item: ItemCode,
    pub result: ResultKind,
    pub note: String,
    pub object_status: ObjectStatus,
    /// The guide's version that was followed (art. 18).
    pub guide_version: String,
    /// Where the inspector departed from the guide, and why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deviation: String,
    pub findings: Vec<FoundProblem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<InspectorId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// What a file of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// 现场照片
    Photo,
    /// 书面材料
    Paper,
    /// 签字
    Signature,
    /// 录音录像
    Recording,
    /// 其他
    Other,
}

impl EvidenceKind {
    /// What a file is taken for, where nobody says.
    pub fn of(media_type: &str) -> Self {
        match media_type.split('/').next() {
            Some("image") => EvidenceKind::Photo,
            Some("audio" | "video") => EvidenceKind::Recording,
            Some("text") => EvidenceKind::Paper,
            _ if media_type == "application/pdf" => EvidenceKind::Paper,
            _ => EvidenceKind::Other,
        }
    }
}

/// A problem as the inspector describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundProblem {
    pub finding: FindingId,
    pub description: String,
    pub evidence: Vec<String>,
}

/// The object as it stood when it was drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ObjectFacts {
    pub object: ObjectId,
    pub name: String,
    pub kind: ObjectKind,
    /// Place (six-digit code) from the address or region column.
    pub place: String,
    /// Trade (GB/T 4754), empty where unknown.
    pub trade: String,
    /// The department that approved or registered it (谁审批、谁监管), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<DepartmentId>,
}

/// One department has decided all of its items and its inspectors have signed (art. 20(3)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultFormed {
    pub visit: VisitId,
    pub task: TaskId,
    pub department: DepartmentId,
    pub object: ObjectFacts,
    pub object_status: ObjectStatus,
    /// The date of the department's signature: the referral clock starts here.
    pub formed_on: NaiveDate,
    pub items: Vec<ItemResult>,
    /// How many findings are raised with it.
    #[serde(default)]
    pub findings: u64,
    pub signed_by: Vec<InspectorId>,
    pub rehearsal: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemResult {
    pub item: ItemCode,
    pub name: String,
    pub result: ResultKind,
    #[serde(default)]
    pub note: String,
}

/// The inspection of one object has ended; from here on it is public, and each department's disclosure clock runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VisitEnded {
    pub visit: VisitId,
    pub task: TaskId,
    pub draw: DrawId,
    pub region: RegionCode,
    pub object: ObjectId,
    /// Departments that decided items here: each owes a disclosure.
    pub departments: Vec<DepartmentId>,
    pub ended_on: NaiveDate,
    pub rehearsal: bool,
    /// The object's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task_title: String,
}

/// Events of one finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum FindingEvent {
    #[serde(rename = "suiji.inspection.finding-raised.v1")]
    Raised(FindingRaised),
    /// The outcome came back to the finding (art. 23).
    #[serde(rename = "suiji.inspection.finding-closed.v1")]
    Closed { finding: FindingId, referral: ReferralId, outcome: Outcome, note: String },
}
impl Event for FindingEvent {}

/// A suspected violation that must be referred within 7 working days of `formed_on`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FindingRaised {
    pub finding: FindingId,
    pub visit: VisitId,
    pub task: TaskId,
    /// The department whose item it was found at.
    pub found_by: DepartmentId,
    pub item: ItemCode,
    pub item_name: String,
    /// The catalogue item's matter: what routing goes by.
    pub matter: String,
    pub result: ResultKind,
    pub description: String,
    /// SHA-256 digests of the evidence.
    pub evidence: Vec<String>,
    pub object: ObjectFacts,
    pub formed_on: NaiveDate,
    pub rehearsal: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task_title: String,
    /// What the evidence is, in the order of `evidence`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FindingFile>,
}

/// A file of a finding's evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FindingFile {
    pub digest: String,
    pub bytes: u64,
    pub media_type: String,
    pub kind: EvidenceKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
}
