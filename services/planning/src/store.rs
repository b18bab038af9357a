//! Planning's aggregates as rows, and who may read them.

use ::store::{Aggregate, Index, Replay};
use access::Reader;
use contracts::events::planning::{CatalogueEvent, PlanEvent, TaskEvent};

use crate::domain::{CatalogueDraft, Plan, PlanState, TaskState};

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] =
    &[Replay::of::<CatalogueDraft>(), Replay::of::<Plan>(), Replay::of::<TaskState>()];

impl Aggregate for CatalogueDraft {
    const TABLE: &'static str = "catalogue";
    type Event = CatalogueEvent;
    fn evolve(&mut self, event: &CatalogueEvent) {
        CatalogueDraft::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.department.region(),
            department: Some(self.department.clone()),
            parent: None,
            state: if self.published { "published" } else { "drafted" },
            due: None,
            title: format!("第 {} 版", self.content.version),
        }
    }
    /// A draft is its bureau's; a published version everybody's.
    fn readers(&self) -> Vec<Reader> {
        let mut readers =
            vec![Reader::Department(self.department.clone()), Reader::Region(self.department.region())];
        if self.published {
            readers.push(Reader::Public);
        }
        readers
    }
}

impl Aggregate for Plan {
    const TABLE: &'static str = "plan";
    type Event = PlanEvent;
    fn evolve(&mut self, event: &PlanEvent) {
        Plan::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.content.department.region(),
            department: Some(self.content.department.clone()),
            parent: None,
            state: self.state.word(),
            due: None,
            title: format!("{} 年度联合抽查计划", self.content.year),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let mut readers: Vec<_> = self.participants().into_iter().map(Reader::Department).collect();
        readers.push(Reader::Department(self.content.department.clone()));
        readers.push(Reader::Region(self.content.department.region()));
        if self.state == PlanState::Published {
            readers.push(Reader::Public);
        }
        readers
    }
}

impl Aggregate for TaskState {
    const TABLE: &'static str = "task";
    type Event = TaskEvent;
    fn evolve(&mut self, event: &TaskEvent) {
        TaskState::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.content.region.clone(),
            department: Some(self.content.scheme.initiating.clone()),
            parent: Some(self.content.plan.to_string()),
            state: self.stage.word(),
            due: Some(self.content.scheme.until),
            title: self.content.scheme.title.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let mut readers: Vec<_> = self.departments().cloned().map(Reader::Department).collect();
        readers.push(Reader::Region(self.content.region.clone()));
        readers
    }
}
