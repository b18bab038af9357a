//! A department's plan: the annual one (art. 7), submitted by 31 January, or an ad-hoc one (art. 8). The participants
//! confirm it, the office publishes it; afterwards it changes by amendments only.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use contracts::events::planning::{AdHocKind, AnnualPlan, ExternalReference, PlanEvent, PlanLine};
use kernel::{Actor, DepartmentId, ItemCode};
use serde::{Deserialize, Serialize};

use super::{Amendment, Edition, Refusal};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// As submitted last; since the publication with the lines in force.
    pub content: AnnualPlan,
    pub state: PlanState,
    pub confirmed: BTreeSet<DepartmentId>,
    #[serde(default)]
    pub return_reason: Option<String>,
    /// A change under way.
    #[serde(default)]
    pub amendment: Option<Amendment>,
    /// What has been published so far.
    #[serde(default)]
    pub editions: Vec<Edition>,
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
    pub(super) fn name(self) -> &'static str {
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
        Self {
            content,
            state: PlanState::Submitted,
            confirmed: BTreeSet::new(),
            return_reason: None,
            amendment: None,
            editions: Vec::new(),
        }
    }

    /// Reported after 31 January of its year: a calendar day, not a working day.
    pub fn is_late(year: i32, today: NaiveDate) -> bool {
        (today.year(), today.month()) > (year, 1)
    }

    /// A department has one annual plan a year; whatever changes in it is an amendment (art. 7).
    pub fn first_of_year(content: &AnnualPlan, of_year: &[Plan]) -> Result<(), Refusal> {
        let own = |plan: &&Plan| plan.content.department == content.department;
        match of_year.iter().find(own) {
            Some(other) if content.ad_hoc.is_none() => Err(Refusal::AnnualPlanExists {
                plan: other.content.plan,
                year: content.year,
                state: other.state.name(),
            }),
            _ => Ok(()),
        }
    }

    /// Every line joins at least two departments. A campaign may do without where none of its items is in the joint
    /// catalogue, or for a recorded reason (art. 8); no task can be drafted on such a line.
    pub fn check(content: &AnnualPlan, catalogued: &BTreeSet<ItemCode>) -> Result<(), Refusal> {
        let campaign = content.ad_hoc.as_ref().filter(|ad_hoc| ad_hoc.kind == AdHocKind::Campaign);
        let apart = |line: &PlanLine| {
            campaign.is_some_and(|campaign| {
                campaign.apart_reason.is_some() || !line.items.iter().any(|item| catalogued.contains(item))
            })
        };
        let stands = |line: &PlanLine| joins(line, &content.department) || apart(line);
        if content.lines.iter().all(stands) { Ok(()) } else { Err(Refusal::NotJoint) }
    }

    /// Departments besides the initiating one that some line names.
    pub fn participants(&self) -> BTreeSet<DepartmentId> {
        self.named(&self.content.lines)
    }

    pub(super) fn named(&self, lines: &[PlanLine]) -> BTreeSet<DepartmentId> {
        let named = lines.iter().flat_map(|line| line.participants.iter().cloned());
        named.filter(|department| *department != self.content.department).collect()
    }

    /// A participant confirms the plan, or the change of it that is under way.
    pub fn confirm(&self, actor: &Actor) -> Result<Vec<PlanEvent>, Refusal> {
        if let Some(amendment) = &self.amendment {
            return amendment.confirm(self, actor);
        }
        self.expect(PlanState::Submitted)?;
        let department = among(&self.participants(), actor)?;
        if self.confirmed.contains(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        Ok(vec![PlanEvent::Confirmed { plan: self.content.plan, department }])
    }

    /// The office returns the plan, or the change of it that is under way.
    pub fn send_back(&self, reason: &str) -> Result<Vec<PlanEvent>, Refusal> {
        let (plan, reason) = (self.content.plan, reason.to_owned());
        if let Some(amendment) = &self.amendment {
            return Ok(vec![PlanEvent::AmendmentReturned { plan, edition: amendment.edition, reason }]);
        }
        self.expect(PlanState::Submitted)?;
        Ok(vec![PlanEvent::Returned { plan, reason }])
    }

    /// The department reports a returned plan again.
    pub fn resubmit(&self, actor: &Actor, content: AnnualPlan) -> Result<Vec<PlanEvent>, Refusal> {
        self.own(actor)?;
        self.expect(PlanState::Returned)?;
        Ok(vec![PlanEvent::Resubmitted(content)])
    }

    /// The office publishes the plan, or the change of it that is under way.
    pub fn publish(
        &self,
        actor: &Actor,
        external: Option<ExternalReference>,
        on: NaiveDate,
    ) -> Result<Vec<PlanEvent>, Refusal> {
        if let Some(amendment) = &self.amendment {
            return amendment.publish(self, actor, external, on);
        }
        self.expect(PlanState::Submitted)?;
        if self.content.clerk == Some(actor.account) {
            return Err(Refusal::ApproverIsRequester);
        }
        match self.participants().difference(&self.confirmed).next() {
            Some(lacking) => Err(Refusal::ParticipantsNotConfirmed { department: lacking.clone() }),
            None => Ok(vec![PlanEvent::Published { plan: self.content.plan, external, on: Some(on) }]),
        }
    }

    pub fn evolve(&mut self, event: &PlanEvent) {
        match event {
            PlanEvent::Submitted(_) => {}
            PlanEvent::Confirmed { department, .. } => {
                self.confirmed.insert(department.clone());
            }
            PlanEvent::Returned { reason, .. } => {
                (self.state, self.return_reason) = (PlanState::Returned, Some(reason.clone()));
            }
            PlanEvent::Resubmitted(content) => *self = Self::new(content.clone()),
            PlanEvent::Published { external, on, .. } => {
                self.state = PlanState::Published;
                self.put_in_force(self.content.lines.clone(), None, *on, external.clone());
            }
            PlanEvent::AmendmentProposed(_)
            | PlanEvent::AmendmentConfirmed { .. }
            | PlanEvent::AmendmentReturned { .. }
            | PlanEvent::Amended { .. } => self.evolve_amendment(event),
        }
    }

    pub(super) fn own(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_ref() == Some(&self.content.department);
        if own { Ok(()) } else { Err(Refusal::NotInitiatingDepartment) }
    }

    pub(super) fn expect(&self, state: PlanState) -> Result<(), Refusal> {
        if self.state == state { Ok(()) } else { Err(Refusal::PlanNotSubmitted { state: self.state.name() }) }
    }
}

/// The actor's department, where it is one of these.
pub(super) fn among(departments: &BTreeSet<DepartmentId>, actor: &Actor) -> Result<DepartmentId, Refusal> {
    let own = actor.department.clone().filter(|own| departments.contains(own));
    own.ok_or(Refusal::NotAParticipant)
}

fn joins(line: &PlanLine, initiating: &DepartmentId) -> bool {
    line.participants.iter().any(|department| department != initiating)
}

#[cfg(test)]
pub(super) mod tests;
