//! One joint visit (联合检查): its state, and who may act in it. What is done stands in the files below: `prepare` before
//! the visit, `field` on site, `direct` what is formed without a check, `sign` signatures, `substitution` who comes instead of whom, `close` the end; `next` who is waited for; `facts` holds what the state
//! keeps beside the events.

mod close;
mod direct;
mod facts;
mod field;
mod next;
mod prepare;
mod sign;
mod substitution;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use contracts::events::{
    inspection::{ItemRecorded, ObjectFacts, VisitEvent},
    planning::{CatalogueItem, NoticePolicy},
};
pub use facts::{
    CancellationAsk, Changes, Correction, EvidenceFile, MeasureTaken, NoticeGiven, ObjectSignature, PreCheck,
    Preparation, Schedule, Substitution, SubstitutionAsk,
};
pub use field::{Added, Noted};
use kernel::{
    Actor, DepartmentId, InspectorId, ItemCode, RegionCode, VisitCircle,
    ids::{DrawId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
pub use substitution::Wish;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub visit: VisitId,
    pub region: RegionCode,
    pub rehearsal: bool,
    pub task: TaskId,
    /// The title of the task's scheme.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub draw: DrawId,
    pub object: ObjectFacts,
    pub address: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// 发起（牵头）部门
    pub initiating: DepartmentId,
    /// Whether the object is told beforehand, as the scheme has it.
    pub notice: NoticePolicy,
    /// Place of its object in the drawn list, from 0.
    pub position: u64,
    /// Digest of the drawn teams, draw's artefact: who may replace whom is looked up there.
    pub teams: String,
    pub circle: VisitCircle,
    pub team: Vec<Member>,
    pub parts: BTreeMap<DepartmentId, Part>,
    pub before: Preparation,
    /// 文号 of the on-site record (联合抽查情况记录表), from the start on.
    pub record_number: Option<String>,
    /// Who has checked in on site, each with a certificate that was valid then.
    pub present: BTreeSet<InspectorId>,
    /// Files by their digest.
    pub evidence: BTreeMap<String, EvidenceFile>,
    pub measures: Vec<MeasureTaken>,
    pub object_signature: Option<ObjectSignature>,
    /// Who has signed the note that the object refuses to sign.
    pub refusal_noted: BTreeSet<InspectorId>,
    pub ended_on: Option<NaiveDate>,
    /// Nobody ended it; what is missing may still come, late.
    pub presumed: bool,
    /// Digests of the sealed dossier (检查案卷, art. 27), the latest last.
    pub dossiers: Vec<String>,
    pub corrections: Vec<Correction>,
    pub changes: Changes,
}

/// A member of the team (检查小组).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub inspector: InspectorId,
    pub department: DepartmentId,
    /// 组长
    pub leader: bool,
    pub valid_until: NaiveDate,
}

impl Member {
    fn certified(&self, today: NaiveDate) -> Result<&Self, Refusal> {
        if self.valid_until < today {
            return Err(Refusal::CertificateExpired { valid_until: self.valid_until });
        }
        Ok(self)
    }
}

/// What one department does at the object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub items: Vec<CatalogueItem>,
    pub records: BTreeMap<ItemCode, ItemRecorded>,
    pub signed: BTreeSet<InspectorId>,
    pub formed_on: Option<NaiveDate>,
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    NotInTeam,
    OutsideWindow { from: NaiveDate, until: NaiveDate },
    CertificateExpired { valid_until: NaiveDate },
    VisitNotStarted,
    NotCheckedIn,
    AlreadyCheckedIn,
    VisitAlreadyEnded,
    NotYourItem { item: ItemCode },
    ResultAlreadyFormed,
    EvidenceRequired,
    DirectBesideSubstantive { item: ItemCode },
    DepartmentUnstaffed { department: DepartmentId },
    FindingWithoutProblem,
    UnknownEvidence { digest: String },
    ItemNotRecorded { item: ItemCode },
    AlreadySigned,
    DepartmentNotSigned { department: DepartmentId },
    ObjectNotSigned,
    LeaderEnds,
    LeaderArranges,
    DayOutsideWindow { from: NaiveDate, until: NaiveDate },
    OutsideThePlannedDay { on: NaiveDate },
    NoticeWithheld,
    NoticeMissing,
    NoticeAlreadyGiven,
    NotScheduled,
    AlreadyStarted,
    AlreadyOnSite,
    VisitCancelled,
    CancellationPending,
    ReasonNamesObject,
    NothingToApprove,
    SubstitutionPending,
    SubstitutionUnfit { detail: &'static str },
    ReasonRequired,
    ApproverIsRequester,
    NotYourDepartment { department: DepartmentId },
}
impl kernel::Refusal for Refusal {}

impl Visit {
    pub fn word(&self) -> &'static str {
        if self.changes.cancelled {
            return "cancelled";
        }
        match (self.ended_on, !self.present.is_empty(), &self.before.schedule) {
            (Some(_), ..) => "ended",
            (None, true, _) => "started",
            (None, false, Some(_)) => "scheduled",
            (None, false, None) => "assigned",
        }
    }

    pub fn evolve(&mut self, event: &VisitEvent) {
        match event {
            VisitEvent::Started { inspector, .. } | VisitEvent::CheckedIn { inspector, .. } => {
                self.present.insert(*inspector);
                // It takes place, so nobody calls it off any more.
                self.changes.cancellation_asked = None;
            }
            VisitEvent::RefusalNoted { inspector, .. } => {
                self.refusal_noted.insert(*inspector);
            }
            VisitEvent::EvidenceAdded { digest, bytes, media_type, kind, item, by, at, .. } => {
                // What does not travel stands there already.
                let file = self.evidence.entry(digest.clone()).or_default();
                (file.bytes, file.media_type) = (*bytes, media_type.clone());
                (file.kind, file.item, file.by, file.at) = (*kind, item.clone(), *by, *at);
            }
            VisitEvent::ItemRecorded(recorded) => {
                if let Some(part) = self.parts.get_mut(&recorded.department) {
                    part.records.insert(recorded.item.clone(), recorded.clone());
                    // Who signed before has signed something else.
                    part.signed.clear();
                }
            }
            VisitEvent::InspectorSigned { department, inspector, .. } => {
                if let Some(part) = self.parts.get_mut(department) {
                    part.signed.insert(*inspector);
                }
            }
            VisitEvent::ObjectSigned { refused, evidence, .. } => {
                self.object_signature =
                    Some(ObjectSignature { refused: *refused, evidence: evidence.clone() });
            }
            VisitEvent::ResultFormed(formed) => {
                if let Some(part) = self.parts.get_mut(&formed.department) {
                    part.formed_on = Some(formed.formed_on);
                }
            }
            VisitEvent::SubstitutionRejected { .. } => self.changes.substitution_asked = None,
            VisitEvent::InspectorReplaced { department, drawn, replacement, reason, approved_by, .. } => {
                let (drawn, replacement) = (*drawn, *replacement);
                let (department, reason, approved_by) = (department.clone(), *reason, *approved_by);
                let made = Substitution { department, drawn, replacement, reason, approved_by };
                self.replace(drawn, made);
            }
            VisitEvent::Cancelled { .. } => self.changes.cancelled = true,
            VisitEvent::EndPresumed { .. } => self.presumed = true,
            VisitEvent::DossierSealed { digest, .. } => self.dossiers.push(digest.clone()),
            VisitEvent::CorrectionNoted { department, item, to, .. } => {
                let (department, item) = (department.clone(), item.clone());
                self.corrections.push(Correction { department, item, to: *to });
            }
            VisitEvent::Ended(ended) => self.ended_on = Some(ended.ended_on),
            _ => {}
        }
    }

    /// Departments that the draw could not staff: nobody can form their results, so the visit cannot be held as it is.
    pub fn unstaffed(&self) -> impl Iterator<Item = &DepartmentId> {
        let sends =
            |department: &DepartmentId| self.team.iter().any(|member| member.department == *department);
        self.parts.keys().filter(move |department| !sends(department))
    }

    fn member(&self, actor: &Actor) -> Result<&Member, Refusal> {
        let own = |member: &&Member| {
            Some(member.inspector) == actor.inspector && actor.department.as_ref() == Some(&member.department)
        };
        self.team.iter().find(own).ok_or(Refusal::NotInTeam)
    }

    /// The team member behind `actor` who may record and sign now: checked in, and with a certificate that is still valid
    /// (n54_1). Nobody does either from elsewhere.
    fn on_site(&self, actor: &Actor, today: NaiveDate) -> Result<&Member, Refusal> {
        self.checked_in(actor)?.certified(today)
    }

    fn checked_in(&self, actor: &Actor) -> Result<&Member, Refusal> {
        let member = self.member(actor)?;
        self.not_ended()?;
        if self.present.is_empty() {
            return Err(Refusal::VisitNotStarted);
        }
        if self.present.contains(&member.inspector) { Ok(member) } else { Err(Refusal::NotCheckedIn) }
    }

    fn not_begun(&self) -> Result<(), Refusal> {
        self.not_ended()?;
        match (self.ended_on, self.present.is_empty()) {
            (Some(_), _) => Err(Refusal::VisitAlreadyEnded),
            (None, false) => Err(Refusal::AlreadyStarted),
            (None, true) => Ok(()),
        }
    }

    /// An end that was only presumed leaves the duty to bring in what is missing.
    fn not_ended(&self) -> Result<(), Refusal> {
        let missing = !self.all_formed() || self.object_signature.is_none();
        match self.ended_on {
            _ if self.changes.cancelled => Err(Refusal::VisitCancelled),
            Some(_) if !(self.presumed && missing) => Err(Refusal::VisitAlreadyEnded),
            _ => Ok(()),
        }
    }

    /// Evidence that is named must have been uploaded at this visit.
    fn known<'a>(&self, named: impl IntoIterator<Item = &'a String>) -> Result<(), Refusal> {
        match named.into_iter().find(|digest| !self.evidence.contains_key(*digest)) {
            Some(digest) => Err(Refusal::UnknownEvidence { digest: digest.clone() }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
