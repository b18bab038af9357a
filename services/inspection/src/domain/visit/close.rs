//! How a visit ends: by its leader, by the calendar where nobody ends it, or before it began by cancellation.

use chrono::NaiveDate;
use contracts::events::inspection::{VisitEnded, VisitEvent};
use kernel::{Actor, DepartmentId, ItemCode, codes::ResultKind};

use super::{CancellationAsk, Correction, Refusal, Visit};

impl Visit {
    /// Whether the last correction of this item says the same already: told again, it is no second correction.
    pub fn stands_corrected(&self, department: &DepartmentId, item: &ItemCode, to: ResultKind) -> bool {
        let of_item = |noted: &&Correction| noted.department == *department && noted.item == *item;
        self.corrections.iter().rev().find(of_item).is_some_and(|last| last.to == to)
    }

    /// The leader ends the visit; each department's disclosure clock runs from this day. It asks for no certificate: a visit
    /// whose results are signed must be able to end.
    pub fn end(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<VisitEvent>, Refusal> {
        let member = self.checked_in(actor)?;
        if self.ended_on.is_some() {
            return Err(Refusal::VisitAlreadyEnded);
        }
        if !member.leader {
            return Err(Refusal::LeaderEnds);
        }
        if let Some((department, _)) = self.parts.iter().find(|(_, part)| part.formed_on.is_none()) {
            return Err(Refusal::DepartmentNotSigned { department: department.clone() });
        }
        if self.object_signature.is_none() {
            return Err(Refusal::ObjectNotSigned);
        }
        Ok(vec![self.ended(today)])
    }

    /// Nobody has ended it by the end of the working day after its window: it is taken to have ended with its last signature,
    /// else on that day (requirements, rule 2). An alarm, since every department's clock runs from a day that nobody set.
    pub fn presume_end(&self, today: NaiveDate, working_day_after: NaiveDate) -> Vec<VisitEvent> {
        if self.ended_on.is_some() || self.changes.cancelled || today <= working_day_after {
            return Vec::new();
        }
        let last = self.all_formed().then(|| self.parts.values().filter_map(|part| part.formed_on).max());
        let ended_on = last.flatten().unwrap_or(working_day_after);
        vec![VisitEvent::EndPresumed { visit: self.visit, ended_on }, self.ended(ended_on)]
    }

    /// Asks to call off a visit that has not begun: the team's leader or the initiating clerk. The reason travels, so it
    /// must not say whom the visit was for.
    pub fn ask_cancellation(&mut self, actor: &Actor, reason: &str) -> Result<Vec<VisitEvent>, Refusal> {
        if actor.inspector.is_some() {
            self.leading(actor)?;
        }
        self.not_begun()?;
        if self.changes.cancellation_asked.is_some() {
            return Err(Refusal::CancellationPending);
        }
        let named = [self.object.name.as_str(), self.object.object.as_str(), self.address.as_str()];
        if named.iter().any(|name| !name.is_empty() && reason.contains(name)) {
            return Err(Refusal::ReasonNamesObject);
        }
        let (reason, asked_by) = (reason.to_owned(), actor.account);
        self.changes.cancellation_asked = Some(CancellationAsk { reason, asked_by });
        Ok(vec![VisitEvent::CancellationAsked { visit: self.visit }])
    }

    /// The leader in charge of the initiating department grants it; never the one who asked.
    pub fn approve_cancellation(&self, actor: &Actor) -> Result<Vec<VisitEvent>, Refusal> {
        self.not_begun()?;
        let asked = self.changes.cancellation_asked.as_ref().ok_or(Refusal::NothingToApprove)?;
        if actor.department.as_ref() != Some(&self.initiating) {
            return Err(Refusal::NotYourDepartment { department: self.initiating.clone() });
        }
        if asked.asked_by == actor.account {
            return Err(Refusal::ApproverIsRequester);
        }
        Ok(vec![VisitEvent::Cancelled {
            visit: self.visit,
            draw: self.draw,
            task: self.task,
            reason: asked.reason.clone(),
            position: self.position,
        }])
    }

    fn ended(&self, on: NaiveDate) -> VisitEvent {
        VisitEvent::Ended(VisitEnded {
            visit: self.visit,
            task: self.task,
            draw: self.draw,
            region: self.region.clone(),
            object: self.object.object.clone(),
            departments: self.parts.keys().cloned().collect(),
            ended_on: on,
            rehearsal: self.rehearsal,
            name: self.object.name.clone(),
            task_title: self.title.clone(),
        })
    }

    pub(super) fn all_formed(&self) -> bool {
        self.parts.values().all(|part| part.formed_on.is_some())
    }
}
