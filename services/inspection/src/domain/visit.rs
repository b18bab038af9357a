//! One joint visit: started on site, recorded item by item, signed, ended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use contracts::events::{
    inspection::{
        FindingRaised, ItemRecorded, ItemResult, ObjectFacts, ResultFormed, VisitEnded, VisitEvent,
    },
    planning::CatalogueItem,
};
use kernel::{
    Actor, DepartmentId, InspectorId, ItemCode, RegionCode, VisitCircle,
    codes::ObjectStatus,
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

    /// Checks in on site: a team member, within the window, with a certificate that is valid today.
    pub fn start(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<VisitEvent>, Refusal> {
        let member = self.member(actor)?;
        self.not_ended()?;
        if today < self.from || today > self.until {
            return Err(Refusal::OutsideWindow { from: self.from, until: self.until });
        }
        if member.valid_until < today {
            return Err(Refusal::CertificateExpired { valid_until: member.valid_until });
        }
        let (visit, inspector) = (self.visit, member.inspector);
        if self.present.contains(&inspector) {
            return Err(Refusal::AlreadyCheckedIn);
        }
        Ok(vec![if self.present.is_empty() {
            VisitEvent::Started { visit, inspector }
        } else {
            VisitEvent::CheckedIn { visit, inspector }
        }])
    }

    pub fn add_evidence(
        &self,
        actor: &Actor,
        digest: &str,
        bytes: u64,
        media_type: &str,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        self.on_site(actor)?;
        let (digest, media_type) = (digest.to_owned(), media_type.to_owned());
        Ok(vec![VisitEvent::EvidenceAdded { visit: self.visit, digest, bytes, media_type }])
    }

    /// The item that an inspector of this department may record.
    pub fn item(&self, actor: &Actor, code: &ItemCode) -> Result<(&DepartmentId, &CatalogueItem), Refusal> {
        let member = self.on_site(actor)?;
        let not_yours = || Refusal::NotYourItem { item: code.clone() };
        let (department, part) = self.parts.get_key_value(&member.department).ok_or_else(not_yours)?;
        if part.formed_on.is_some() {
            return Err(Refusal::ResultAlreadyFormed);
        }
        let item = part.items.iter().find(|item| item.item == *code).ok_or_else(not_yours)?;
        Ok((department, item))
    }

    /// Records an item's result. What is formed directly needs evidence (art. 21); evidence named must be there.
    pub fn record(&self, recorded: ItemRecorded) -> Result<Vec<VisitEvent>, Refusal> {
        if recorded.result.formed_directly() && self.evidence.is_empty() {
            return Err(Refusal::EvidenceRequired);
        }
        let mut named = recorded.findings.iter().flat_map(|finding| &finding.evidence);
        if let Some(digest) = named.find(|digest| !self.evidence.contains(*digest)) {
            return Err(Refusal::UnknownEvidence { digest: digest.clone() });
        }
        Ok(vec![VisitEvent::ItemRecorded(recorded)])
    }

    /// An inspector signs; the last one of a department forms its result, from which the referral clock runs.
    pub fn sign(
        &self,
        actor: &Actor,
        today: NaiveDate,
    ) -> Result<(Vec<VisitEvent>, Vec<FindingRaised>), Refusal> {
        let member = self.on_site(actor)?;
        let Some(part) = self.parts.get(&member.department) else { return Err(Refusal::NotInTeam) };
        if part.signed.contains(&member.inspector) {
            return Err(Refusal::AlreadySigned);
        }
        if let Some(item) = part.items.iter().find(|item| !part.records.contains_key(&item.item)) {
            return Err(Refusal::ItemNotRecorded { item: item.item.clone() });
        }
        let (visit, department) = (self.visit, member.department.clone());
        let mut events = vec![VisitEvent::InspectorSigned {
            visit,
            department: department.clone(),
            inspector: member.inspector,
        }];
        let own = self.team.iter().filter(|other| other.department == department);
        let missing = own
            .filter(|other| other.inspector != member.inspector && !part.signed.contains(&other.inspector));
        if missing.count() > 0 {
            return Ok((events, Vec::new()));
        }
        let mut signed_by: Vec<_> = part.signed.iter().copied().collect();
        signed_by.push(member.inspector);
        events.push(VisitEvent::ResultFormed(self.result(&department, part, signed_by, today)));
        Ok((events, self.findings(&department, part, today)))
    }

    /// The object signs or seals. Where it refuses, the note counts when two inspectors have signed it.
    pub fn sign_object(
        &self,
        actor: &Actor,
        refused: bool,
        evidence: Option<&String>,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        let inspector = self.on_site(actor)?.inspector;
        if self.object_signed || self.refusal_noted.contains(&inspector) {
            return Err(Refusal::AlreadySigned);
        }
        if let Some(digest) = evidence.filter(|digest| !self.evidence.contains(*digest)) {
            return Err(Refusal::UnknownEvidence { digest: digest.clone() });
        }
        let (visit, evidence) = (self.visit, evidence.cloned());
        let signed = VisitEvent::ObjectSigned { visit, refused, evidence };
        if !refused {
            return Ok(vec![signed]);
        }
        let noted = VisitEvent::RefusalNoted { visit, inspector };
        Ok(if self.refusal_noted.is_empty() { vec![noted] } else { vec![noted, signed] })
    }

    /// The leader ends the visit; each department's disclosure clock runs from this day.
    pub fn end(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<VisitEvent>, Refusal> {
        let member = self.on_site(actor)?;
        if !member.leader {
            return Err(Refusal::LeaderEnds);
        }
        if let Some((department, _)) = self.parts.iter().find(|(_, part)| part.formed_on.is_none()) {
            return Err(Refusal::DepartmentNotSigned { department: department.clone() });
        }
        if !self.object_signed {
            return Err(Refusal::ObjectNotSigned);
        }
        Ok(vec![VisitEvent::Ended(VisitEnded {
            visit: self.visit,
            task: self.task,
            draw: self.draw,
            region: self.region.clone(),
            object: self.object.object.clone(),
            departments: self.parts.keys().cloned().collect(),
            ended_on: today,
            rehearsal: self.rehearsal,
        })])
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

    fn result(
        &self,
        department: &DepartmentId,
        part: &Part,
        signed_by: Vec<InspectorId>,
        on: NaiveDate,
    ) -> ResultFormed {
        let item = |item: &CatalogueItem| {
            let record = part.records.get(&item.item)?;
            Some(ItemResult {
                item: item.item.clone(),
                name: item.name.clone(),
                result: record.result,
                note: record.note.clone(),
            })
        };
        ResultFormed {
            visit: self.visit,
            task: self.task,
            department: department.clone(),
            object: self.object.clone(),
            object_status: part
                .records
                .values()
                .last()
                .map_or(ObjectStatus::Operating, |record| record.object_status),
            formed_on: on,
            items: part.items.iter().filter_map(item).collect(),
            signed_by,
            rehearsal: self.rehearsal,
        }
    }

    fn findings(&self, department: &DepartmentId, part: &Part, formed_on: NaiveDate) -> Vec<FindingRaised> {
        let mut raised = Vec::new();
        for item in &part.items {
            let Some(record) = part.records.get(&item.item) else { continue };
            for problem in &record.findings {
                raised.push(FindingRaised {
                    finding: problem.finding,
                    visit: self.visit,
                    task: self.task,
                    found_by: department.clone(),
                    item: item.item.clone(),
                    item_name: item.name.clone(),
                    matter: item.matter.clone(),
                    result: record.result,
                    description: problem.description.clone(),
                    evidence: problem.evidence.clone(),
                    object: self.object.clone(),
                    formed_on,
                    rehearsal: self.rehearsal,
                });
            }
        }
        raised
    }

    fn member(&self, actor: &Actor) -> Result<&Member, Refusal> {
        let own = |member: &&Member| {
            Some(member.inspector) == actor.inspector && actor.department.as_ref() == Some(&member.department)
        };
        self.team.iter().find(own).ok_or(Refusal::NotInTeam)
    }

    /// The team member behind `actor`, where that one has checked in: nobody records or signs from elsewhere, or with a
    /// certificate that was not looked at.
    fn on_site(&self, actor: &Actor) -> Result<&Member, Refusal> {
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
