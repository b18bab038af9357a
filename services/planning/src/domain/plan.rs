//! A department's annual plan (art. 7): submitted by 31 January, confirmed by the participants, published by the office.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use contracts::events::planning::{AnnualPlan, ExternalReference, PlanEvent};
use kernel::{Actor, DepartmentId};
use serde::{Deserialize, Serialize};

use super::Refusal;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub content: AnnualPlan,
    pub state: PlanState,
    pub confirmed: BTreeSet<DepartmentId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    Submitted,
    Returned,
    Published,
}

impl PlanState {
    pub fn word(self) -> &'static str {
        match self {
            PlanState::Submitted => "submitted",
            PlanState::Returned => "returned",
            PlanState::Published => "published",
        }
    }
    fn name(self) -> &'static str {
        match self {
            PlanState::Submitted => "已报送",
            PlanState::Returned => "已退回",
            PlanState::Published => "已公示",
        }
    }
}

impl Plan {
    /// A plan as its submission makes it.
    pub fn new(content: AnnualPlan) -> Self {
        Self { content, state: PlanState::Submitted, confirmed: BTreeSet::new() }
    }

    /// Reported after 31 January of its year: a calendar day, not a working day.
    pub fn is_late(year: i32, today: NaiveDate) -> bool {
        (today.year(), today.month()) > (year, 1)
    }

    /// Every line joins at least two departments.
    pub fn check(content: &AnnualPlan) -> Result<(), Refusal> {
        let joint =
            content.lines.iter().all(|line| line.participants.iter().any(|d| *d != content.department));
        if joint { Ok(()) } else { Err(Refusal::NotJoint) }
    }

    /// Departments besides the initiating one that some line names.
    pub fn participants(&self) -> BTreeSet<DepartmentId> {
        let named = self.content.lines.iter().flat_map(|line| line.participants.iter().cloned());
        named.filter(|department| *department != self.content.department).collect()
    }

    pub fn confirm(&self, actor: &Actor) -> Result<Vec<PlanEvent>, Refusal> {
        self.expect(PlanState::Submitted)?;
        let own = actor.department.clone().filter(|own| self.participants().contains(own));
        let department = own.ok_or(Refusal::NotAParticipant)?;
        if self.confirmed.contains(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        Ok(vec![PlanEvent::Confirmed { plan: self.content.plan, department }])
    }

    pub fn send_back(&self, reason: &str) -> Result<Vec<PlanEvent>, Refusal> {
        self.expect(PlanState::Submitted)?;
        Ok(vec![PlanEvent::Returned { plan: self.content.plan, reason: reason.to_owned() }])
    }

    pub fn publish(&self, external: Option<ExternalReference>) -> Result<Vec<PlanEvent>, Refusal> {
        self.expect(PlanState::Submitted)?;
        match self.participants().difference(&self.confirmed).next() {
            Some(lacking) => Err(Refusal::ParticipantsNotConfirmed { department: lacking.clone() }),
            None => Ok(vec![PlanEvent::Published { plan: self.content.plan, external }]),
        }
    }

    pub fn evolve(&mut self, event: &PlanEvent) {
        match event {
            PlanEvent::Submitted(_) => {}
            PlanEvent::Confirmed { department, .. } => {
                self.confirmed.insert(department.clone());
            }
            PlanEvent::Returned { .. } => self.state = PlanState::Returned,
            PlanEvent::Published { .. } => self.state = PlanState::Published,
            PlanEvent::Amended { line, .. } => self.content.lines.push(line.clone()),
        }
    }

    fn expect(&self, state: PlanState) -> Result<(), Refusal> {
        if self.state == state { Ok(()) } else { Err(Refusal::PlanNotSubmitted { state: self.state.name() }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_late_from_the_first_of_february() {
        let on = |text: &str| Plan::is_late(2026, text.parse().unwrap());
        assert_eq!((on("2025-12-20"), on("2026-01-31"), on("2026-02-01")), (false, false, true));
    }
}
