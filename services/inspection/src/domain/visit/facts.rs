//! What stands in a visit's record beside its events. Events travel before the visit and name no object, no day and no
//! person outside the team; what they leave out is set in the state alone, which only the circle reads.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::events::inspection::EvidenceKind;
use kernel::{
    AccountId, DepartmentId, InspectorId, ItemCode, Moment,
    codes::{Means, Measure, ResultKind, SubstitutionReason},
};
use serde::{Deserialize, Serialize};

use super::Member;

/// How the visit was prepared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    pub pre_checks: BTreeMap<DepartmentId, PreCheck>,
    /// The day agreed on, and the mode (art. 17).
    pub schedule: Option<Schedule>,
    /// Every notice that was given; one for another day than the planned one no longer counts.
    pub notices: Vec<NoticeGiven>,
}

/// What was known before the visit, and from where (预查比对, art. 20(1)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreCheck {
    pub known: String,
    pub sources: Vec<String>,
    pub by: InspectorId,
}

/// 检查日程
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    pub on: NaiveDate,
    pub mode: String,
}

/// The notice to the object (部门联合检查告知书).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeGiven {
    pub number: String,
    pub means: Means,
    /// The day of the visit that the object was told.
    pub for_day: NaiveDate,
    pub given_on: NaiveDate,
    /// What the object is to do and to have ready.
    pub prepare: String,
    pub by: InspectorId,
}

/// A measure against what was found (现场措施, art. 20(2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureTaken {
    pub department: DepartmentId,
    pub measure: Measure,
    pub means: Means,
    pub detail: String,
    /// Digests of evidence uploaded at this visit.
    pub evidence: Vec<String>,
    pub by: InspectorId,
    pub on: NaiveDate,
}

/// A file as it was uploaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFile {
    pub bytes: u64,
    pub media_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EvidenceKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<InspectorId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Either may name the object, so neither travels.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file_name: String,
}

impl EvidenceFile {
    pub fn kind(&self) -> EvidenceKind {
        self.kind.unwrap_or_else(|| EvidenceKind::of(&self.media_type))
    }
}

/// How the object answered to the record table: with its signature or seal, or by refusing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectSignature {
    pub refused: bool,
    pub evidence: Option<String>,
}

/// A disclosed result that was corrected (art. 22); the record keeps what was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub department: DepartmentId,
    pub item: ItemCode,
    pub to: ResultKind,
}

/// Who was replaced, and whether the visit was called off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub substitution_asked: Option<SubstitutionAsk>,
    pub substitutions: Vec<Substitution>,
    pub cancellation_asked: Option<CancellationAsk>,
    pub cancelled: bool,
}

/// A replacement that waits for the leader in charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubstitutionAsk {
    pub drawn: InspectorId,
    pub replacement: Member,
    pub reason: SubstitutionReason,
    pub detail: String,
    pub asked_by: AccountId,
}

/// A replacement that took place: both names stay (art. 16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    pub department: DepartmentId,
    pub drawn: InspectorId,
    pub replacement: InspectorId,
    pub reason: SubstitutionReason,
    pub approved_by: AccountId,
}

/// A cancellation that waits for the leader in charge of the initiating department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationAsk {
    pub reason: String,
    pub asked_by: AccountId,
}
