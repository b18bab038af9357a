//! Before the visit (art. 17, 20(1), 20(2)): what is known of the object, the day, the notice.

use chrono::NaiveDate;
use contracts::events::{inspection::VisitEvent, planning::NoticePolicy};
use kernel::{Actor, InspectorId};

use super::{Member, NoticeGiven, PreCheck, Refusal, Schedule, Visit};

/// A notice that may be given: for which day, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeDue {
    pub for_day: NaiveDate,
    pub by: InspectorId,
}

impl Visit {
    /// What a team member has found out beforehand for the own department; a later text takes its place.
    pub fn pre_check(
        &mut self,
        actor: &Actor,
        known: &str,
        sources: &[String],
    ) -> Result<Vec<VisitEvent>, Refusal> {
        let member = self.member(actor)?;
        let (department, by) = (member.department.clone(), member.inspector);
        self.not_begun()?;
        let found = PreCheck { known: known.to_owned(), sources: sources.to_vec(), by };
        self.before.pre_checks.insert(department.clone(), found);
        Ok(vec![VisitEvent::PreChecked { visit: self.visit, department }])
    }

    /// The leader sets the day and the mode (art. 17). Another day than the one the object was told asks for a new notice.
    pub fn arrange(
        &mut self,
        actor: &Actor,
        today: NaiveDate,
        schedule: Schedule,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        self.leading(actor)?;
        self.not_begun()?;
        let from = self.from.max(today);
        if schedule.on < from || schedule.on > self.until {
            return Err(Refusal::DayOutsideWindow { from, until: self.until });
        }
        self.before.schedule = Some(schedule);
        Ok(vec![VisitEvent::Scheduled { visit: self.visit }])
    }

    /// The notice that the leader may give now.
    pub fn notice_due(&self, actor: &Actor, today: NaiveDate) -> Result<NoticeDue, Refusal> {
        let by = self.leading(actor)?.inspector;
        self.not_begun()?;
        if self.notice != NoticePolicy::Given {
            return Err(Refusal::NoticeWithheld);
        }
        let planned = self.before.schedule.as_ref().ok_or(Refusal::NotScheduled)?;
        if planned.on < today {
            return Err(Refusal::OutsideThePlannedDay { on: planned.on });
        }
        if self.is_told(planned.on) {
            return Err(Refusal::NoticeAlreadyGiven);
        }
        Ok(NoticeDue { for_day: planned.on, by })
    }

    /// The notice was given.
    pub fn notify(&mut self, given: NoticeGiven) -> Vec<VisitEvent> {
        let event = VisitEvent::NoticeGiven { visit: self.visit, number: given.number.clone() };
        self.before.notices.push(given);
        vec![event]
    }

    /// Whether the first inspector may begin today: on the planned day where there is one, and after the notice where
    /// the scheme has one given (art. 20(2)).
    pub(super) fn prepared(&self, today: NaiveDate) -> Result<(), Refusal> {
        let planned = self.before.schedule.as_ref().map(|schedule| schedule.on);
        if let Some(on) = planned.filter(|on| *on != today) {
            return Err(Refusal::OutsideThePlannedDay { on });
        }
        let told = planned.is_some_and(|on| self.is_told(on));
        if self.notice == NoticePolicy::Given && !told { Err(Refusal::NoticeMissing) } else { Ok(()) }
    }

    pub(super) fn is_told(&self, day: NaiveDate) -> bool {
        self.before.notices.iter().any(|notice| notice.for_day == day)
    }

    /// The leader of the team, who arranges the visit (art. 17).
    pub(super) fn leading(&self, actor: &Actor) -> Result<&Member, Refusal> {
        let member = self.member(actor)?;
        if member.leader { Ok(member) } else { Err(Refusal::LeaderArranges) }
    }
}
