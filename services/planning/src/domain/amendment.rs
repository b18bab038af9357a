//! Amendments of a published plan (变更, art. 7): asked for with a reason, confirmed by the participants, published by the
//! office as the next edition. What stood before stays readable.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use contracts::events::planning::{AnnualPlan, ExternalReference, PlanAmendment, PlanEvent, PlanLine};
use kernel::{AccountId, Actor, DepartmentId, ItemCode};
use serde::{Deserialize, Serialize};

use super::{Plan, PlanState, Refusal, plan::among};

/// A change under way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    /// The edition it will be.
    pub edition: u32,
    pub lines: Vec<PlanLine>,
    pub reason: String,
    pub clerk: AccountId,
    pub confirmed: BTreeSet<DepartmentId>,
}

/// What was published once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    pub edition: u32,
    pub lines: Vec<PlanLine>,
    pub reason: Option<String>,
    pub on: Option<NaiveDate>,
    pub external: Option<ExternalReference>,
}

impl Amendment {
    /// Those who must confirm: every department that takes part before or after the change. Who is left out must know.
    pub fn lacks(&self, plan: &Plan) -> BTreeSet<DepartmentId> {
        self.asked(plan).difference(&self.confirmed).cloned().collect()
    }

    pub fn asked(&self, plan: &Plan) -> BTreeSet<DepartmentId> {
        plan.participants().union(&plan.named(&self.lines)).cloned().collect()
    }

    pub(super) fn confirm(&self, plan: &Plan, actor: &Actor) -> Result<Vec<PlanEvent>, Refusal> {
        let department = among(&self.asked(plan), actor)?;
        if self.confirmed.contains(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        let edition = self.edition;
        Ok(vec![PlanEvent::AmendmentConfirmed { plan: plan.content.plan, edition, department }])
    }

    pub(super) fn publish(
        &self,
        plan: &Plan,
        actor: &Actor,
        external: Option<ExternalReference>,
        on: NaiveDate,
    ) -> Result<Vec<PlanEvent>, Refusal> {
        if self.clerk == actor.account {
            return Err(Refusal::ApproverIsRequester);
        }
        if let Some(department) = self.lacks(plan).into_iter().next() {
            return Err(Refusal::ParticipantsNotConfirmed { department });
        }
        Ok(vec![PlanEvent::Amended {
            plan: plan.content.plan,
            edition: self.edition,
            lines: self.lines.clone(),
            reason: self.reason.clone(),
            on,
            external,
        }])
    }
}

impl Plan {
    /// The edition in force; 0 before the publication.
    pub fn edition(&self) -> u32 {
        self.editions.last().map_or(0, |edition| edition.edition)
    }

    /// The department asks for a change; one at a time.
    pub fn amend(
        &self,
        actor: &Actor,
        lines: Vec<PlanLine>,
        reason: &str,
        catalogued: &BTreeSet<ItemCode>,
    ) -> Result<Vec<PlanEvent>, Refusal> {
        self.own(actor)?;
        if self.state != PlanState::Published {
            return Err(Refusal::PlanNotPublished);
        }
        if self.amendment.is_some() {
            return Err(Refusal::AmendmentUnderWay);
        }
        if lines == self.content.lines {
            return Err(Refusal::NothingAmended);
        }
        Plan::check(&AnnualPlan { lines: lines.clone(), ..self.content.clone() }, catalogued)?;
        let (plan, edition) = (self.content.plan, self.edition() + 1);
        let (reason, clerk) = (reason.to_owned(), actor.account);
        Ok(vec![PlanEvent::AmendmentProposed(PlanAmendment { plan, edition, lines, reason, clerk })])
    }

    pub(super) fn evolve_amendment(&mut self, event: &PlanEvent) {
        match event {
            PlanEvent::AmendmentProposed(asked) => {
                self.amendment = Some(Amendment {
                    edition: asked.edition,
                    lines: asked.lines.clone(),
                    reason: asked.reason.clone(),
                    clerk: asked.clerk,
                    confirmed: BTreeSet::new(),
                });
            }
            PlanEvent::AmendmentConfirmed { department, .. } => {
                let confirmed = self.amendment.as_mut().map(|amendment| &mut amendment.confirmed);
                confirmed.into_iter().for_each(|confirmed| {
                    confirmed.insert(department.clone());
                });
            }
            PlanEvent::AmendmentReturned { .. } => self.amendment = None,
            PlanEvent::Amended { lines, reason, on, external, .. } => {
                self.amendment = None;
                self.put_in_force(lines.clone(), Some(reason.clone()), Some(*on), external.clone());
            }
            _ => {}
        }
    }

    pub(super) fn put_in_force(
        &mut self,
        lines: Vec<PlanLine>,
        reason: Option<String>,
        on: Option<NaiveDate>,
        external: Option<ExternalReference>,
    ) {
        let edition = self.edition() + 1;
        self.content.lines = lines.clone();
        self.editions.push(Edition { edition, lines, reason, on, external });
    }
}

#[cfg(test)]
mod tests;
