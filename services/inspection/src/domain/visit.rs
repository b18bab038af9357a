//! One joint visit (联合检查): its state, and who may act in it. What is done on site stands in `field`, signatures and the
//! end in `sign`.

mod field;
mod sign;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use contracts::events::{
    inspection::{ItemRecorded, ObjectFacts, VisitEvent},
    planning::CatalogueItem,
};
use kernel::{
    Actor, DepartmentId, InspectorId, ItemCode, RegionCode, VisitCircle,
    ids::{DrawId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub visit: VisitId,
    pub region: RegionCode,
    pub rehearsal: bool,
    pub task: TaskId,
    pub draw: DrawId,
    pub object: ObjectFacts,
    pub address: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub circle: VisitCircle,
    pub team: Vec<Member>,
    pub parts: BTreeMap<DepartmentId, Part>,
    /// Who has checked in on site, each with a certificate that was valid then.
    pub present: BTreeSet<InspectorId>,
    pub evidence: BTreeSet<String>,
    pub object_signed: bool,
    /// Who has signed the note that the object refuses to sign.
    pub refusal_noted: BTreeSet<InspectorId>,
    pub ended_on: Option<NaiveDate>,
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
    UnknownEvidence { digest: String },
    ItemNotRecorded { item: ItemCode },
    AlreadySigned,
    DepartmentNotSigned { department: DepartmentId },
    ObjectNotSigned,
    LeaderEnds,
}
impl kernel::Refusal for Refusal {}

impl Visit {
    pub fn word(&self) -> &'static str {
        match (self.ended_on, !self.present.is_empty()) {
            (Some(_), _) => "ended",
            (None, true) => "started",
            (None, false) => "assigned",
        }
    }

    pub fn evolve(&mut self, event: &VisitEvent) {
        match event {
            VisitEvent::Started { inspector, .. } | VisitEvent::CheckedIn { inspector, .. } => {
                self.present.insert(*inspector);
            }
            VisitEvent::RefusalNoted { inspector, .. } => {
                self.refusal_noted.insert(*inspector);
            }
            VisitEvent::EvidenceAdded { digest, .. } => {
                self.evidence.insert(digest.clone());
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
            VisitEvent::ObjectSigned { .. } => self.object_signed = true,
            VisitEvent::ResultFormed(formed) => {
                if let Some(part) = self.parts.get_mut(&formed.department) {
                    part.formed_on = Some(formed.formed_on);
                }
            }
            VisitEvent::Ended(ended) => self.ended_on = Some(ended.ended_on),
            _ => {}
        }
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

    fn not_ended(&self) -> Result<(), Refusal> {
        if self.ended_on.is_some() { Err(Refusal::VisitAlreadyEnded) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
