//! What a visit waits for, by whom.

use chrono::NaiveDate;
use contracts::{api::waiting::WaitKind, events::planning::NoticePolicy};
use kernel::Actor;

use super::{Member, Visit};

impl Visit {
    /// What this inspector has to do next, and by when.
    pub fn next_for_inspector(&self, actor: &Actor) -> Option<(WaitKind, NaiveDate)> {
        let member = self.member(actor).ok()?;
        if self.ended_on.is_some() || self.changes.cancelled {
            return None;
        }
        if self.present.is_empty() { Some(self.before_start(member)) } else { self.on_site_for(member) }
    }

    fn before_start(&self, member: &Member) -> (WaitKind, NaiveDate) {
        match self.before.schedule.as_ref().map(|schedule| schedule.on) {
            None if member.leader => (WaitKind::VisitScheduling, self.until),
            Some(on) if member.leader && self.notice == NoticePolicy::Given && !self.is_told(on) => {
                (WaitKind::VisitNotice, on)
            }
            planned => (WaitKind::VisitAhead, planned.unwrap_or(self.until)),
        }
    }

    /// Who has signed is waited for no more, except for the leader when all have.
    fn on_site_for(&self, member: &Member) -> Option<(WaitKind, NaiveDate)> {
        let signed = |part: &super::Part| part.formed_on.is_some() || part.signed.contains(&member.inspector);
        if !self.parts.get(&member.department).is_none_or(signed) {
            return Some((WaitKind::VisitUnderWay, self.until));
        }
        (member.leader && self.all_formed()).then_some((WaitKind::VisitEnd, self.until))
    }

    /// What this leader in charge (分管负责人) has to decide.
    pub fn asked_of_leader(&self, actor: &Actor) -> impl Iterator<Item = WaitKind> {
        let replacement = self.changes.substitution_asked.as_ref().is_some_and(|asked| {
            actor.department.as_ref() == Some(&asked.replacement.department)
                && asked.asked_by != actor.account
        });
        let cancellation = self.approve_cancellation(actor).is_ok();
        let asked =
            [(replacement, WaitKind::SubstitutionApproval), (cancellation, WaitKind::CancellationApproval)];
        asked.into_iter().filter(|(waits, _)| *waits).map(|(_, kind)| kind)
    }
}
