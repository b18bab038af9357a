//! The approval of an inspection and its release: approved beforehand by each department's principal, or, where the case is
//! urgent, afterwards and in time (国办发〔2024〕54号).

use chrono::TimeDelta;
use contracts::events::planning::{Step, TaskEvent};
use kernel::{Actor, DepartmentId, Moment};

use super::{Refusal, TaskStage, TaskState};

/// An emergency is reported and approved within 24 hours (行政强制法第十九条, whose time 54号 leaves to be set).
const AFTERWARDS_HOURS: i64 = 24;

impl TaskState {
    /// A department's principal approves the inspection. Only what all have agreed to can be approved: a scheme may still
    /// change before. What nobody approved in time is approved late, and that stays on record.
    pub fn approve(&self, actor: &Actor, now: Moment) -> Result<Vec<TaskEvent>, Refusal> {
        let department = self.participant(actor)?;
        if self.stage >= TaskStage::Released && !self.is_emergency() {
            return Err(Refusal::AlreadyReleased);
        }
        if let Some(department) = self.lacks().agreement.into_iter().next() {
            return Err(Refusal::SchemeNotAgreed { department });
        }
        if actor.account == self.content.clerk {
            return Err(Refusal::ApproverIsRequester);
        }
        if self.content.approvals.contains_key(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        let late = self.approval_due().is_some_and(|due| now > due);
        Ok(vec![TaskEvent::Approved { task: self.content.task, department, account: actor.account, late }])
    }

    /// By when an emergency must be approved, once it is released and while an approval lacks.
    pub fn approval_due(&self) -> Option<Moment> {
        let awaited = self.is_emergency() && !self.lacks().approvals.is_empty();
        self.released_at.filter(|_| awaited).map(|at| at + TimeDelta::hours(AFTERWARDS_HOURS))
    }

    /// Releases the task; what lacks is named, the first thing first.
    pub fn release(&self, actor: &Actor) -> Result<Vec<TaskEvent>, Refusal> {
        if actor.department.as_ref() != Some(&self.content.scheme.initiating) {
            return Err(Refusal::NotInitiatingDepartment);
        }
        if self.stage >= TaskStage::Released {
            return Err(Refusal::AlreadyReleased);
        }
        let lacks = self.lacks();
        let first = |departments: Vec<DepartmentId>| departments.into_iter().next();
        if let Some(department) = first(lacks.agreement) {
            return Err(Refusal::SchemeNotAgreed { department });
        }
        if let Some(department) = first(lacks.libraries) {
            return Err(Refusal::LibraryNotConfirmed { department });
        }
        if let Some(department) = first(lacks.approvals).filter(|_| !self.is_emergency()) {
            return Err(Refusal::NotApproved { department });
        }
        let task = self.content.task;
        Ok(vec![TaskEvent::Released(self.content.clone()), TaskEvent::StepReached { task, step: Step::Draw }])
    }

    fn is_emergency(&self) -> bool {
        self.content.scheme.emergency.is_some()
    }
}

#[cfg(test)]
mod tests {
    use kernel::Role;

    use super::*;
    use crate::domain::task::tests::{SCJG, WJW, actor, given, task};

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    /// Agreed and confirmed by both, approved by nobody.
    fn unapproved(emergency: Option<&str>) -> TaskState {
        let mut state = task();
        state.content.scheme.emergency = emergency.map(str::to_owned);
        state.agreed = state.departments().cloned().collect();
        state.content.libraries = state.departments().map(|department| (department.clone(), 1)).collect();
        state
    }

    #[test]
    fn an_emergency_is_released_first_and_approved_within_a_day() {
        let clerk = actor(Role::Clerk, SCJG, 9);
        let lacking = Refusal::NotApproved { department: SCJG.parse().unwrap() };
        assert_eq!(unapproved(None).release(&clerk), Err(lacking));
        let urgent = unapproved(Some("群体性食物中毒"));
        let mut released = given(urgent.clone(), &urgent.release(&clerk).unwrap());
        released.released_at = Some(at("2026-03-02T01:00:00Z"));
        assert_eq!(released.approval_due(), Some(at("2026-03-03T01:00:00Z")));
        let approve = |state: &TaskState, department, account, when| {
            given(
                state.clone(),
                &state.approve(&actor(Role::Principal, department, account), at(when)).unwrap(),
            )
        };
        let first = approve(&released, SCJG, 20, "2026-03-03T01:00:00Z");
        assert!(first.approved_late.is_empty());
        let both = approve(&first, WJW, 21, "2026-03-03T01:00:01Z");
        assert_eq!(both.approved_late, [WJW.parse().unwrap()].into());
        assert_eq!(both.approval_due(), None);
        let again = both.approve(&actor(Role::Principal, WJW, 21), at("2026-03-04T01:00:00Z"));
        assert_eq!(again, Err(Refusal::AlreadyAgreed));
    }
}
