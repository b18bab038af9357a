//! On site (art. 18, 19, 20(2)): checking in, evidence, items, measures.

use chrono::NaiveDate;
use contracts::events::{
    inspection::{EvidenceKind, ItemRecorded, VisitEvent},
    planning::CatalogueItem,
};
use kernel::{
    Actor, DepartmentId, ItemCode, Moment,
    codes::{Means, Measure},
};

use super::{MeasureTaken, Refusal, Visit};

/// A measure as an inspector notes it.
#[derive(Debug, Clone)]
pub struct Noted {
    pub measure: Measure,
    pub means: Means,
    pub detail: String,
    pub evidence: Vec<String>,
}

/// A file as an inspector adds it.
#[derive(Debug, Clone)]
pub struct Added {
    pub digest: String,
    pub bytes: u64,
    pub media_type: String,
    /// Taken from the media type where it is not said.
    pub kind: Option<EvidenceKind>,
    pub item: Option<ItemCode>,
    pub caption: String,
    pub file_name: String,
    pub at: Moment,
}

impl Visit {
    /// Checks in on site: a team member, within the window, with a certificate that is valid today; the first only on the
    /// planned day and after the notice where there must be one.
    pub fn start(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<VisitEvent>, Refusal> {
        let member = self.member(actor)?;
        self.not_ended()?;
        if today < self.from || today > self.until {
            return Err(Refusal::OutsideWindow { from: self.from, until: self.until });
        }
        let (visit, inspector) = (self.visit, member.certified(today)?.inspector);
        if self.present.contains(&inspector) {
            return Err(Refusal::AlreadyCheckedIn);
        }
        if self.present.is_empty() {
            // One that could never end does not begin; it can still be called off.
            if let Some(department) = self.unstaffed().next() {
                return Err(Refusal::DepartmentUnstaffed { department: department.clone() });
            }
            self.prepared(today)?;
        }
        Ok(vec![if self.present.is_empty() {
            VisitEvent::Started { visit, inspector }
        } else {
            VisitEvent::CheckedIn { visit, inspector }
        }])
    }

    /// A file, of the whole visit or of one of its items. The same file again is said anew.
    pub fn add_evidence(
        &mut self,
        actor: &Actor,
        today: NaiveDate,
        added: Added,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        let by = Some(self.on_site(actor, today)?.inspector);
        let Added { digest, bytes, media_type, kind, item, caption, file_name, at } = added;
        if let Some(code) = &item
            && !self.parts.values().any(|part| part.items.iter().any(|known| known.item == *code))
        {
            return Err(Refusal::NotYourItem { item: code.clone() });
        }
        let kind = Some(kind.unwrap_or_else(|| EvidenceKind::of(&media_type)));
        let file = self.evidence.entry(digest.clone()).or_default();
        (file.caption, file.file_name) = (caption, file_name);
        let (visit, at) = (self.visit, Some(at));
        Ok(vec![VisitEvent::EvidenceAdded { visit, digest, bytes, media_type, kind, item, by, at }])
    }

    /// The item that an inspector of this department may record.
    pub fn item(
        &self,
        actor: &Actor,
        today: NaiveDate,
        code: &ItemCode,
    ) -> Result<(&DepartmentId, &CatalogueItem), Refusal> {
        let member = self.on_site(actor, today)?;
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
        if !recorded.result.is_problem() && !recorded.findings.is_empty() {
            return Err(Refusal::FindingWithoutProblem);
        }
        self.known(recorded.findings.iter().flat_map(|finding| &finding.evidence))?;
        Ok(vec![VisitEvent::ItemRecorded(recorded)])
    }

    /// A measure against what was found (art. 20(2)), with how it was given.
    pub fn take_measure(
        &mut self,
        actor: &Actor,
        today: NaiveDate,
        noted: Noted,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        let member = self.on_site(actor, today)?;
        self.known(&noted.evidence)?;
        let (department, by) = (member.department.clone(), member.inspector);
        let Noted { measure, means, detail, evidence } = noted;
        let event = VisitEvent::MeasureTaken { visit: self.visit, department: department.clone(), measure };
        self.measures.push(MeasureTaken { department, measure, means, detail, evidence, by, on: today });
        Ok(vec![event])
    }
}
