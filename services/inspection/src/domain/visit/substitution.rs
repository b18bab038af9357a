//! Replacing a drawn inspector (art. 16): for a listed reason, by a qualified colleague of the same department, with the
//! approval of that department's leader in charge (分管负责人), without a lottery.

use chrono::NaiveDate;
use contracts::{
    api::lists::{BenchInspector, TeamList},
    events::inspection::VisitEvent,
};
use kernel::{Actor, InspectorId, ItemCode, codes::SubstitutionReason};

use super::{Member, Refusal, Substitution, SubstitutionAsk, Visit};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wish {
    pub drawn: InspectorId,
    pub replacement: InspectorId,
    pub reason: SubstitutionReason,
    pub detail: String,
}

impl Visit {
    /// Asks for a replacement: a colleague of the drawn one or the initiating clerk, with a colleague who qualifies for the
    /// whole window.
    pub fn ask_substitution(
        &mut self,
        actor: &Actor,
        today: NaiveDate,
        wish: Wish,
        teams: &TeamList,
    ) -> Result<Vec<VisitEvent>, Refusal> {
        self.not_ended()?;
        if self.changes.substitution_asked.is_some() {
            return Err(Refusal::SubstitutionPending);
        }
        if wish.reason == SubstitutionReason::Other && wish.detail.trim().is_empty() {
            return Err(Refusal::ReasonRequired);
        }
        let drawn = self.replaceable(wish.drawn, today)?.clone();
        if actor.inspector.is_some() && self.member(actor)?.department != drawn.department {
            return Err(Refusal::NotYourDepartment { department: drawn.department });
        }
        let valid_until = self.fit(&drawn, wish.replacement, teams)?.valid_until;
        let (department, reason) = (drawn.department.clone(), wish.reason);
        let replacement = Member { inspector: wish.replacement, valid_until, ..drawn };
        self.changes.substitution_asked = Some(SubstitutionAsk {
            drawn: wish.drawn,
            replacement,
            reason,
            detail: wish.detail,
            asked_by: actor.account,
        });
        Ok(vec![VisitEvent::SubstitutionAsked { visit: self.visit, department, reason }])
    }

    /// The leader in charge of the inspector's own department approves; never the one who asked.
    pub fn approve_substitution(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<VisitEvent>, Refusal> {
        let asked = self.decidable(actor)?;
        self.replaceable(asked.drawn, today)?;
        Ok(vec![VisitEvent::InspectorReplaced {
            visit: self.visit,
            draw: self.draw,
            department: asked.replacement.department.clone(),
            drawn: asked.drawn,
            replacement: asked.replacement.inspector,
            reason: asked.reason,
            approved_by: actor.account,
        }])
    }

    pub fn reject_substitution(&self, actor: &Actor) -> Result<Vec<VisitEvent>, Refusal> {
        let department = self.decidable(actor)?.replacement.department.clone();
        Ok(vec![VisitEvent::SubstitutionRejected { visit: self.visit, department }])
    }

    fn decidable(&self, actor: &Actor) -> Result<&SubstitutionAsk, Refusal> {
        self.not_ended()?;
        let asked = self.changes.substitution_asked.as_ref().ok_or(Refusal::NothingToApprove)?;
        let department = &asked.replacement.department;
        if actor.department.as_ref() != Some(department) {
            return Err(Refusal::NotYourDepartment { department: department.clone() });
        }
        if asked.asked_by == actor.account { Err(Refusal::ApproverIsRequester) } else { Ok(asked) }
    }

    /// Whoever is on site stays, unless the certificate has ended since: then nothing more can be signed by that person.
    fn replaceable(&self, drawn: InspectorId, today: NaiveDate) -> Result<&Member, Refusal> {
        if self.ended_on.is_some() {
            return Err(Refusal::VisitAlreadyEnded);
        }
        let member = self.team.iter().find(|member| member.inspector == drawn);
        let member =
            member.ok_or(Refusal::SubstitutionUnfit { detail: "被更换人不在检查小组内" })?;
        if self.present.contains(&drawn) && member.certified(today).is_ok() {
            return Err(Refusal::AlreadyOnSite);
        }
        Ok(member)
    }

    /// A replaced member belongs to the circle no longer; the new one does from here on.
    pub(super) fn replace(&mut self, drawn: InspectorId, made: Substitution) {
        let Some(asked) = self.changes.substitution_asked.take() else { return };
        self.circle.inspectors.remove(&drawn);
        self.circle.inspectors.insert(made.replacement);
        for member in self.team.iter_mut().filter(|member| member.inspector == drawn) {
            *member = asked.replacement.clone();
        }
        self.changes.substitutions.push(made);
    }

    /// The replacement as the draw's bench has it, where it qualifies as a drawn one would have.
    fn fit<'a>(
        &self,
        drawn: &Member,
        replacement: InspectorId,
        teams: &'a TeamList,
    ) -> Result<&'a BenchInspector, Refusal> {
        let unfit = |detail| Refusal::SubstitutionUnfit { detail };
        let found = teams.bench.iter().find(|person| person.inspector == replacement);
        let found = found.ok_or_else(|| unfit("更换人选不在本次抽取的执法检查人员名录内"))?;
        if found.department != drawn.department {
            return Err(unfit("更换人选应为同一部门的执法检查人员"));
        }
        if self.team.iter().any(|member| member.inspector == replacement) {
            return Err(unfit("更换人选已在检查小组内"));
        }
        if self.changes.substitutions.iter().any(|made| made.drawn == replacement) {
            return Err(unfit("更换人选此前已被更换"));
        }
        if found.valid_from > self.from || found.valid_until < self.until {
            return Err(unfit("更换人选的执法证件不能覆盖整个检查期间"));
        }
        let mut barred = teams.recusals.iter();
        if barred.any(|recusal| recusal.inspector == replacement && recusal.object == self.object.object) {
            return Err(unfit("更换人选应当回避本检查对象"));
        }
        let items = self.parts.get(&drawn.department).map(|part| part.items.as_slice()).unwrap_or_default();
        let covers = |code: &ItemCode| found.every_item || found.items.contains(code);
        if !items.iter().all(|item| covers(&item.item)) {
            return Err(unfit("更换人选的执法事项未覆盖本次抽查事项"));
        }
        Ok(found)
    }
}
