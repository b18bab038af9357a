//! Signatures (art. 20(2), 20(3)): the inspectors', which form a department's result, and the object's.

use chrono::NaiveDate;
use contracts::events::{
    inspection::{FindingFile, FindingRaised, ItemResult, ResultFormed, VisitEvent},
    planning::CatalogueItem,
};
use kernel::{Actor, DepartmentId, InspectorId, codes::ObjectStatus};

use super::{Part, Refusal, Visit};

impl Visit {
    /// An inspector signs; the last one of a department forms its result, from which the referral clock runs.
    pub fn sign(
        &self,
        actor: &Actor,
        today: NaiveDate,
    ) -> Result<(Vec<VisitEvent>, Vec<FindingRaised>), Refusal> {
        let member = self.on_site(actor, today)?;
        let Some(part) = self.parts.get(&member.department) else { return Err(Refusal::NotInTeam) };
        if part.signed.contains(&member.inspector) {
            return Err(Refusal::AlreadySigned);
        }
        if let Some(item) = part.items.iter().find(|item| !part.records.contains_key(&item.item)) {
            return Err(Refusal::ItemNotRecorded { item: item.item.clone() });
        }
        self.agrees(&member.department)?;
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

    /// The object signs or seals. Where it refuses, the note counts when two inspectors have signed it; until
    /// then it may still sign.
    pub fn sign_object(
        &self,
        actor: &Actor,
        today: NaiveDate,
        refused: bool,
        evidence: Option<&String>,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        let inspector = self.on_site(actor, today)?.inspector;
        if self.object_signature.is_some() || (refused && self.refusal_noted.contains(&inspector)) {
            return Err(Refusal::AlreadySigned);
        }
        self.known(evidence)?;
        let (visit, evidence) = (self.visit, evidence.cloned());
        let signed = VisitEvent::ObjectSigned { visit, refused, evidence: evidence.clone() };
        if !refused {
            return Ok(vec![signed]);
        }
        let noted = VisitEvent::RefusalNoted { visit, inspector, evidence };
        Ok(if self.refusal_noted.is_empty() { vec![noted] } else { vec![noted, signed] })
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
            findings: part.records.values().map(|record| record.findings.len() as u64).sum(),
            signed_by,
            rehearsal: self.rehearsal,
        }
    }

    /// A file as whoever has to deal with a finding is told of it.
    fn file(&self, digest: &String) -> Option<FindingFile> {
        let file = self.evidence.get(digest)?;
        Some(FindingFile {
            digest: digest.clone(),
            bytes: file.bytes,
            media_type: file.media_type.clone(),
            kind: file.kind(),
            caption: file.caption.clone(),
        })
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
                    task_title: self.title.clone(),
                    files: problem.evidence.iter().filter_map(|digest| self.file(digest)).collect(),
                });
            }
        }
        raised
    }
}
