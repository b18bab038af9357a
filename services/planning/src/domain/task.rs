//! A task with its scheme (art. 12, 14): agreed, confirmed, and, once `release` has let it go, through the five
//! steps.

use std::collections::{BTreeMap, BTreeSet};

use contracts::events::planning::{Scheme, Step, Task, TaskEvent};
use kernel::{Actor, DepartmentId, Moment, ids::DrawId};
use serde::{Deserialize, Serialize};

use super::Refusal;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaskState {
    pub content: Task,
    pub stage: TaskStage,
    pub step: Step,
    pub agreed: BTreeSet<DepartmentId>,
    /// What participants have against the scheme as it stands.
    #[serde(default)]
    pub objections: BTreeMap<DepartmentId, String>,
    /// When it was released; beside the events, which carry their own time.
    #[serde(default)]
    pub released_at: Option<Moment>,
    /// Who approved an emergency after the set time.
    #[serde(default)]
    pub approved_late: BTreeSet<DepartmentId>,
    /// How many objects were drawn; which ones, planning never knows.
    #[serde(default)]
    pub objects_drawn: Option<u64>,
    /// Draws of this task that came to nothing.
    #[serde(default)]
    pub voided: Vec<VoidedDraw>,
}

/// A draw that was void, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidedDraw {
    pub draw: DrawId,
    pub reason: String,
}

/// What still stands between a task and its release, by department.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lacks {
    pub agreement: Vec<DepartmentId>,
    pub libraries: Vec<DepartmentId>,
    pub approvals: Vec<DepartmentId>,
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

impl TaskState {
    /// A task as its draft makes it.
    pub fn new(content: Task) -> Self {
        Self {
            content,
            stage: TaskStage::Drafted,
            step: Step::Task,
            agreed: BTreeSet::new(),
            objections: BTreeMap::new(),
            released_at: None,
            approved_late: BTreeSet::new(),
            objects_drawn: None,
            voided: Vec::new(),
        }
    }

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

    /// A participant that has not agreed says why.
    pub fn object(&self, actor: &Actor, reason: &str) -> Result<Vec<TaskEvent>, Refusal> {
        let department = self.participant(actor)?;
        if self.stage >= TaskStage::Agreed || self.agreed.contains(&department) {
            return Err(Refusal::AlreadyAgreed);
        }
        let (task, reason) = (self.content.task, reason.to_owned());
        Ok(vec![TaskEvent::SchemeObjected { task, department, reason }])
    }

    /// The initiating department puts another scheme in place of one that not all have agreed to; what it stands on is
    /// checked by `Grounds`. Once all have agreed it stays as it is, and a change is a new task.
    pub fn revise(&self, actor: &Actor, scheme: Scheme, reason: &str) -> Result<Vec<TaskEvent>, Refusal> {
        if actor.department.as_ref() != Some(&self.content.scheme.initiating) {
            return Err(Refusal::NotInitiatingDepartment);
        }
        if self.stage >= TaskStage::Agreed {
            return Err(Refusal::SchemeIsAgreed);
        }
        let (task, reason) = (self.content.task, reason.to_owned());
        Ok(vec![TaskEvent::SchemeRevised { task, scheme, reason }])
    }

    /// A confirmation may be renewed up to the release; what others confirm is not this task's.
    pub fn note_library(&self, department: &DepartmentId, version: u64) -> Vec<TaskEvent> {
        let known = self.content.libraries.get(department) == Some(&version);
        if self.stage >= TaskStage::Released || known || !self.departments().any(|d| d == department) {
            return Vec::new();
        }
        vec![TaskEvent::LibraryNoted { task: self.content.task, department: department.clone(), version }]
    }

    /// What still lacks before a release.
    pub fn lacks(&self) -> Lacks {
        let without =
            |has: &dyn Fn(&DepartmentId) -> bool| self.departments().filter(|d| !has(d)).cloned().collect();
        Lacks {
            agreement: without(&|department| self.agreed.contains(department)),
            libraries: without(&|department| self.content.libraries.contains_key(department)),
            approvals: without(&|department| self.content.approvals.contains_key(department)),
        }
    }

    /// The next of the five steps begins. Steps are taken in order, never back and none is skipped (art. 14).
    ///
    /// # Errors
    /// The step that must begin first.
    pub fn reach(&self, step: Step) -> Result<Vec<TaskEvent>, OutOfOrder> {
        let task = self.content.task;
        match following(self.step) {
            _ if step <= self.step => Ok(Vec::new()),
            Some(next) if next == step => Ok(vec![TaskEvent::StepReached { task, step }]),
            _ => Err(OutOfOrder { at: self.step }),
        }
    }

    /// How many objects a draw gave; the same draw told twice changes nothing.
    pub fn note_draw(&self, draw: DrawId, objects: u64) -> Vec<TaskEvent> {
        if self.objects_drawn == Some(objects) {
            return Vec::new();
        }
        vec![TaskEvent::DrawNoted { task: self.content.task, draw, objects }]
    }

    pub fn note_void(&self, draw: DrawId, reason: &str) -> Vec<TaskEvent> {
        if self.voided.iter().any(|voided| voided.draw == draw) {
            return Vec::new();
        }
        vec![TaskEvent::DrawVoidNoted { task: self.content.task, draw, reason: reason.to_owned() }]
    }

    pub fn evolve(&mut self, event: &TaskEvent) {
        match event {
            TaskEvent::SchemeConfirmed { department, .. } => {
                self.agreed.insert(department.clone());
                self.objections.remove(department);
            }
            TaskEvent::SchemeObjected { department, reason, .. } => {
                self.objections.insert(department.clone(), reason.clone());
            }
            TaskEvent::SchemeRevised { scheme, .. } => {
                self.content.scheme = scheme.clone();
                self.agreed.clear();
                self.objections.clear();
            }
            TaskEvent::SchemeAgreed(_) => self.stage = TaskStage::Agreed,
            TaskEvent::LibraryNoted { department, version, .. } => {
                self.content.libraries.insert(department.clone(), *version);
            }
            TaskEvent::Approved { department, account, late, .. } => {
                self.content.approvals.insert(department.clone(), *account);
                if *late {
                    self.approved_late.insert(department.clone());
                }
            }
            TaskEvent::Released(_) => self.stage = TaskStage::Released,
            TaskEvent::StepReached { step, .. } => self.step = *step,
            TaskEvent::DrawNoted { objects, .. } => self.objects_drawn = Some(*objects),
            TaskEvent::DrawVoidNoted { draw, reason, .. } => {
                self.voided.push(VoidedDraw { draw: *draw, reason: reason.clone() });
            }
            TaskEvent::Closed { .. } => self.stage = TaskStage::Closed,
            TaskEvent::SchemeDrafted(_) => {}
        }
    }

    pub(super) fn participant(&self, actor: &Actor) -> Result<DepartmentId, Refusal> {
        let own = actor.department.clone();
        own.filter(|own| self.departments().any(|known| known == own)).ok_or(Refusal::NotAParticipant)
    }
}

/// A later step's fact has come before the step between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfOrder {
    pub at: Step,
}

fn following(step: Step) -> Option<Step> {
    match step {
        Step::Task => Some(Step::Draw),
        Step::Draw => Some(Step::Inspection),
        Step::Inspection => Some(Step::Disclosure),
        Step::Disclosure => Some(Step::FollowUp),
        Step::FollowUp => None,
    }
}

#[cfg(test)]
pub(super) mod tests;
