//! How far a released task is, in numbers, and when nothing of it is open any more.

use contracts::events::planning::TaskEvent;

use super::{TaskStage, TaskState};

/// What has come of the drawn objects so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub visits_ended: u64,
    pub visits_cancelled: u64,
    /// Departments' parts of visits that have ended or in which a result was formed.
    pub parts: u64,
    pub results_formed: u64,
    pub results_disclosed: u64,
    /// Findings that the formed results carry.
    pub findings: u64,
    pub findings_raised: u64,
    pub findings_concluded: u64,
}

impl Progress {
    /// Every drawn object was visited or called off, every part of a visit is formed and disclosed, and every finding has
    /// its outcome. Findings are counted at the results too: one that is still under way keeps the task open.
    fn settled(self, drawn: u64) -> bool {
        let raised = self.findings.max(self.findings_raised);
        self.visits_ended + self.visits_cancelled >= drawn
            && self.results_formed == self.parts
            && self.results_disclosed == self.parts
            && self.findings_concluded >= raised
    }
}

impl TaskState {
    /// Closes the task where nothing of it is open (art. 14: the fifth step is done).
    pub fn settle(&self, progress: Progress) -> Vec<TaskEvent> {
        let settled = self.objects_drawn.is_some_and(|drawn| progress.settled(drawn));
        if self.stage != TaskStage::Released || !settled {
            return Vec::new();
        }
        vec![TaskEvent::Closed { task: self.content.task }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::task::tests::{id, task};

    fn drawn() -> TaskState {
        let mut state = task();
        (state.stage, state.objects_drawn) = (TaskStage::Released, Some(2));
        state
    }

    fn done() -> Progress {
        Progress {
            visits_ended: 1,
            visits_cancelled: 1,
            parts: 2,
            results_formed: 2,
            results_disclosed: 2,
            findings: 1,
            findings_raised: 1,
            findings_concluded: 1,
        }
    }

    #[test]
    fn a_task_closes_when_everything_of_it_is_disclosed_and_concluded() {
        assert_eq!(drawn().settle(done()), [TaskEvent::Closed { task: id(3) }]);
        let closed = TaskState { stage: TaskStage::Closed, ..drawn() };
        assert_eq!(closed.settle(done()), []);
    }

    #[test]
    fn whatever_is_open_keeps_it_open() {
        let open = [
            Progress { visits_cancelled: 0, ..done() },
            Progress { results_formed: 1, ..done() },
            Progress { results_disclosed: 1, ..done() },
            Progress { findings_concluded: 0, ..done() },
            // The result is known and its finding not yet.
            Progress { findings_raised: 0, findings_concluded: 0, ..done() },
        ];
        for progress in open {
            assert_eq!(drawn().settle(progress), [], "{progress:?}");
        }
        assert_eq!(TaskState { objects_drawn: None, ..drawn() }.settle(done()), []);
    }
}
