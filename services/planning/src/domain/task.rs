//! A task with its scheme (art. 12, 14): agreed, confirmed, approved, released, and then through the five steps.

use std::collections::BTreeSet;

use chrono::Datelike;
use contracts::events::planning::{EntropySource, Scheme, Step, Task, TaskEvent};
use kernel::{Actor, DepartmentId};
use serde::{Deserialize, Serialize};

use super::{CatalogueDraft, Plan, PlanState, Refusal};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskState {
    pub content: Task,
    pub stage: TaskStage,
    pub step: Step,
    pub agreed: BTreeSet<DepartmentId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStage {
    Drafted,
    Agreed,
    Released,
    Closed,
}

impl TaskStage {
    pub fn word(self) -> &'static str {
        match self {
            TaskStage::Drafted => "drafted",
            TaskStage::Agreed => "agreed",
            TaskStage::Released => "released",
            TaskStage::Closed => "closed",
        }
    }
}

/// What a scheme stands on.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    pub plan: &'a Plan,
    pub catalogue: &'a CatalogueDraft,
    pub rehearsal: bool,
}

impl Grounds<'_> {
    /// Whether a scheme may be drafted on these grounds by a clerk of `department`.
    pub fn check(&self, scheme: &Scheme, department: &DepartmentId) -> Result<(), Refusal> {
        if self.plan.state != PlanState::Published {
            return Err(Refusal::PlanNotPublished);
        }
        if !self.catalogue.published {
            return Err(Refusal::CatalogueNotPublished);
        }
        if scheme.initiating != *department || self.plan.content.department != *department {
            return Err(Refusal::NotInitiatingDepartment);
        }
        self.participants(scheme)?;
        if scheme.from > scheme.until || scheme.from.year() != self.plan.content.year {
            return Err(Refusal::WindowInvalid);
        }
        match &scheme.entropy {
            EntropySource::Operator if !self.rehearsal => Err(Refusal::OperatorSourceInRehearsalOnly),
            EntropySource::Parties { parties } if parties.iter().collect::<BTreeSet<_>>().len() < 2 => {
                Err(Refusal::TooFewParties)
            }
            _ => Ok(()),
        }
    }

    fn participants(&self, scheme: &Scheme) -> Result<(), Refusal> {
        let departments: BTreeSet<_> = scheme.participants.iter().map(|p| &p.department).collect();
        if departments.len() < 2 || departments.len() != scheme.participants.len() {
            return Err(Refusal::NotJoint);
        }
        if !departments.contains(&scheme.initiating) {
            return Err(Refusal::InitiatingMustTakePart);
        }
        for participation in &scheme.participants {
            let basis = participation.single_basis.as_deref().is_some_and(|basis| !basis.trim().is_empty());
            if participation.inspectors < 2 && !(participation.inspectors == 1 && basis) {
                return Err(Refusal::SingleInspectorNeedsBasis {
                    department: participation.department.clone(),
                });
            }
            let known = |code: &_| {
                let items = &self.catalogue.content.items;
                items.iter().any(|item| item.item == *code && item.department == participation.department)
            };
            if let Some(item) = participation.items.iter().find(|item| !known(item)) {
                return Err(Refusal::UnknownItem { item: item.clone() });
            }
        }
        Ok(())
    }
}

impl TaskState {
    pub fn departments(&self) -> impl Iterator<Item = &DepartmentId> {
        self.content.scheme.participants.iter().map(|participation| &participation.department)
    }

    /// A participant agrees with the scheme; the last one makes it agreed.
    pub fn agree(&self, actor: &Actor) -> Result<Vec<TaskEvent>, Refusal> {
        let department = self.participant(actor)?;
        if self.agreed.contains(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        let task = self.content.task;
        let mut events = vec![TaskEvent::SchemeConfirmed { task, department: department.clone() }];
        if self.departments().all(|known| *known == department || self.agreed.contains(known)) {
            events.push(TaskEvent::SchemeAgreed(self.content.clone()));
        }
        Ok(events)
    }

    /// A department's principal approves the inspection beforehand (国办发〔2024〕54号).
    pub fn approve(&self, actor: &Actor) -> Result<Vec<TaskEvent>, Refusal> {
        let department = self.participant(actor)?;
        if self.stage >= TaskStage::Released {
            return Err(Refusal::AlreadyReleased);
        }
        if actor.account == self.content.clerk {
            return Err(Refusal::ApproverIsRequester);
        }
        if self.content.approvals.contains_key(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        Ok(vec![TaskEvent::Approved { task: self.content.task, department, account: actor.account }])
    }

    pub fn note_library(&self, department: &DepartmentId, version: u64) -> Vec<TaskEvent> {
        if self.stage >= TaskStage::Released {
            return Vec::new();
        }
        vec![TaskEvent::LibraryNoted { task: self.content.task, department: department.clone(), version }]
    }

    /// Releases the task; what lacks is named, the first thing first.
    pub fn release(&self, actor: &Actor) -> Result<Vec<TaskEvent>, Refusal> {
        if actor.department.as_ref() != Some(&self.content.scheme.initiating) {
            return Err(Refusal::NotInitiatingDepartment);
        }
        if self.stage >= TaskStage::Released {
            return Err(Refusal::AlreadyReleased);
        }
        for department in self.departments().cloned() {
            if !self.agreed.contains(&department) {
                return Err(Refusal::SchemeNotAgreed { department });
            }
            if !self.content.libraries.contains_key(&department) {
                return Err(Refusal::LibraryNotConfirmed { department });
            }
            if !self.content.approvals.contains_key(&department) {
                return Err(Refusal::NotApproved { department });
            }
        }
        Ok(vec![TaskEvent::Released(self.content.clone())])
    }

    /// A later step begins; steps are never taken back.
    pub fn reach(&self, step: Step) -> Vec<TaskEvent> {
        if step <= self.step {
            Vec::new()
        } else {
            vec![TaskEvent::StepReached { task: self.content.task, step }]
        }
    }

    pub fn evolve(&mut self, event: &TaskEvent) {
        match event {
            TaskEvent::SchemeConfirmed { department, .. } => {
                self.agreed.insert(department.clone());
            }
            TaskEvent::SchemeAgreed(_) => self.stage = TaskStage::Agreed,
            TaskEvent::LibraryNoted { department, version, .. } => {
                self.content.libraries.insert(department.clone(), *version);
            }
            TaskEvent::Approved { department, account, .. } => {
                self.content.approvals.insert(department.clone(), *account);
            }
            TaskEvent::Released(_) => self.stage = TaskStage::Released,
            TaskEvent::StepReached { step, .. } => self.step = *step,
            TaskEvent::Closed { .. } => self.stage = TaskStage::Closed,
            TaskEvent::SchemeDrafted(_) => {}
        }
    }

    fn participant(&self, actor: &Actor) -> Result<DepartmentId, Refusal> {
        let own = actor.department.clone();
        own.filter(|own| self.departments().any(|known| known == own)).ok_or(Refusal::NotAParticipant)
    }
}
