//! What each department of a task has confirmed (art. 11: 每次组织抽查活动前对“两库”进行更新确认).

use std::collections::BTreeMap;

use contracts::events::{
    planning::Task,
    pool::{SnapshotEvent, SnapshotFrozen},
};
use kernel::{Actor, DepartmentId};
use serde::{Deserialize, Serialize};

use super::Refusal;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    pub task: Task,
    pub stage: Stage,
    /// Library version by department.
    pub confirmed: BTreeMap<DepartmentId, u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Asked,
    Released,
    /// A library moved after its confirmation: confirm again.
    Stale,
    Frozen,
}

impl Stage {
    pub fn word(self) -> &'static str {
        match self {
            Stage::Asked => "asked",
            Stage::Released => "released",
            Stage::Stale => "stale",
            Stage::Frozen => "frozen",
        }
    }
}

/// The library version that last moved the objects, and the inspectors of each department.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    pub objects: u64,
    pub inspectors: BTreeMap<DepartmentId, u64>,
}

impl Moved {
    /// The version that `department` has to have confirmed, at least. Other departments' inspectors are none of its
    /// business.
    fn of(&self, department: &DepartmentId) -> u64 {
        self.objects.max(self.inspectors.get(department).copied().unwrap_or(0))
    }
}

impl Confirmation {
    pub fn asked(&self) -> Vec<DepartmentId> {
        self.task.scheme.participants.iter().map(|participation| participation.department.clone()).collect()
    }

    /// The actor's department answers for the libraries as they stand at `version`. The last one to confirm again lets a
    /// stale task go on.
    pub fn confirm(&self, actor: &Actor, version: u64, moved: &Moved) -> Result<Vec<SnapshotEvent>, Refusal> {
        let department =
            actor.department.clone().filter(|own| self.asked().contains(own)).ok_or(Refusal::NotAsked)?;
        if self.stage == Stage::Frozen || self.has_confirmed(&department, moved) {
            return Err(Refusal::AlreadyConfirmed);
        }
        let event = SnapshotEvent::LibraryConfirmed { task: self.task.task, department, version };
        let mut after = self.clone();
        after.evolve(&event);
        let mut events = vec![event];
        if self.stage == Stage::Stale && after.is_current(moved) {
            events.push(SnapshotEvent::TaskNoted { task: self.task.clone(), stale: false });
        }
        Ok(events)
    }

    /// The task is released: the pool may be frozen if every confirmation is of the libraries as they stand.
    pub fn release(&self, task: &Task, moved: &Moved) -> Vec<SnapshotEvent> {
        match self.stage {
            Stage::Asked => {
                vec![SnapshotEvent::TaskNoted { task: task.clone(), stale: !self.is_current(moved) }]
            }
            Stage::Released | Stage::Stale | Stage::Frozen => Vec::new(),
        }
    }

    /// A library moved between the release and the freeze.
    pub fn outdate(&self, moved: &Moved) -> Vec<SnapshotEvent> {
        match self.stage == Stage::Released && !self.is_current(moved) {
            true => vec![SnapshotEvent::TaskNoted { task: self.task.clone(), stale: true }],
            false => Vec::new(),
        }
    }

    /// Whether all have confirmed what concerns them as it stands.
    pub fn is_current(&self, moved: &Moved) -> bool {
        self.asked().iter().all(|department| self.has_confirmed(department, moved))
    }

    /// Whether this department has yet to confirm what concerns it as it stands.
    pub fn awaits(&self, department: &DepartmentId, moved: &Moved) -> bool {
        self.stage != Stage::Frozen
            && self.asked().contains(department)
            && !self.has_confirmed(department, moved)
    }

    fn has_confirmed(&self, department: &DepartmentId, moved: &Moved) -> bool {
        self.confirmed.get(department).is_some_and(|version| *version >= moved.of(department))
    }

    pub fn freeze(&self, frozen: SnapshotFrozen) -> Vec<SnapshotEvent> {
        if self.stage == Stage::Frozen { Vec::new() } else { vec![SnapshotEvent::SnapshotFrozen(frozen)] }
    }

    pub fn evolve(&mut self, event: &SnapshotEvent) {
        match event {
            SnapshotEvent::ConfirmationAsked { .. } => {}
            SnapshotEvent::LibraryConfirmed { department, version, .. } => {
                self.confirmed.insert(department.clone(), *version);
            }
            SnapshotEvent::TaskNoted { task, stale } => {
                self.task = task.clone();
                self.stage = if *stale { Stage::Stale } else { Stage::Released };
            }
            SnapshotEvent::SnapshotFrozen(_) => self.stage = Stage::Frozen,
        }
    }
}

#[cfg(test)]
mod tests;
