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

impl Confirmation {
    pub fn asked(&self) -> Vec<DepartmentId> {
        self.task.scheme.participants.iter().map(|participation| participation.department.clone()).collect()
    }

    pub fn confirm(&self, actor: &Actor, version: u64) -> Result<Vec<SnapshotEvent>, Refusal> {
        let department =
            actor.department.clone().filter(|own| self.asked().contains(own)).ok_or(Refusal::NotAsked)?;
        if self.stage == Stage::Frozen || self.confirmed.get(&department) == Some(&version) {
            return Err(Refusal::AlreadyConfirmed);
        }
        Ok(vec![SnapshotEvent::LibraryConfirmed { task: self.task.task, department, version }])
    }

    /// The task is released: the pool may be frozen if every confirmation is of the library as it stands.
    pub fn release(&self, task: &Task, version: u64) -> Vec<SnapshotEvent> {
        match self.stage {
            Stage::Frozen | Stage::Released => Vec::new(),
            _ => vec![SnapshotEvent::TaskNoted { task: task.clone(), stale: !self.is_current(version) }],
        }
    }

    /// Whether all have confirmed the library as it stands at `version`.
    pub fn is_current(&self, version: u64) -> bool {
        self.asked().iter().all(|department| self.confirmed.get(department) == Some(&version))
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
