//! Planning's aggregates as rows, and who may read them.

pub mod progress;
mod reads;
pub mod registry;

use ::store::{Aggregate, Index, Replay};
use access::Reader;
use contracts::events::planning::{
    AdHoc, CatalogueEvent, CityPlan, CityPlanEvent, PlanEvent, ProposalEvent, TaskEvent,
};
use serde::{Deserialize, Serialize};

pub use reads::{annual_plans, newest_catalogue, newest_published};

use crate::domain::{CatalogueDraft, Plan, PlanState, ProposalState, TaskState};

/// The kinds of aggregate.
pub const AGGREGATES: &[Replay] = &[
    Replay::of::<CatalogueDraft>(),
    Replay::of::<Plan>(),
    Replay::of::<CityPlanState>(),
    Replay::of::<ProposalState>(),
    Replay::of::<TaskState>(),
];

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
    /// A draft is its bureau's; a published version everybody's, of a rehearsal everybody's in it.
    fn readers(&self) -> Vec<Reader> {
        let mut readers =
            vec![Reader::Department(self.department.clone()), Reader::Region(self.department.region())];
        if self.published {
            readers.push(Reader::of_published(&self.department.region()));
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
            title: title(self),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let named = self.amendment.as_ref().map_or_else(|| self.participants(), |change| change.asked(self));
        let mut readers: Vec<_> = named.into_iter().map(Reader::Department).collect();
        readers.push(Reader::Department(self.content.department.clone()));
        readers.push(Reader::Region(self.content.department.region()));
        if self.state == PlanState::Published {
            readers.push(Reader::of_published(&self.content.department.region()));
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

fn title(plan: &Plan) -> String {
    let year = plan.content.year;
    match &plan.content.ad_hoc {
        Some(AdHoc { document, .. }) => format!("{year} 年临时性联合抽查（{document}）"),
        None => format!("{year} 年度联合抽查计划"),
    }
}

/// An edition of the region's plan; it never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CityPlanState(pub CityPlan);

impl Aggregate for CityPlanState {
    const TABLE: &'static str = "city_plan";
    type Event = CityPlanEvent;
    fn evolve(&mut self, _: &CityPlanEvent) {}
    fn index(&self) -> Index {
        Index {
            region: self.0.region.clone(),
            department: None,
            parent: None,
            state: "published",
            due: None,
            title: format!("{} 年度联合抽查计划（汇总第 {} 版）", self.0.year, self.0.edition),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        vec![Reader::of_published(&self.0.region)]
    }
}

impl Aggregate for ProposalState {
    const TABLE: &'static str = "proposal";
    type Event = ProposalEvent;
    fn evolve(&mut self, event: &ProposalEvent) {
        ProposalState::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.content.department.region(),
            department: Some(self.content.department.clone()),
            parent: None,
            state: self.word(),
            due: None,
            title: self.content.title.clone(),
        }
    }
    /// The department, the office, and whom the proposed line names.
    fn readers(&self) -> Vec<Reader> {
        let planned = self.content.planned.iter();
        let named = planned
            .flat_map(|planned| std::iter::once(&planned.initiating).chain(&planned.line.participants))
            .chain([&self.content.department]);
        let mut readers: Vec<_> = named.cloned().map(Reader::Department).collect();
        readers.push(Reader::Region(self.content.department.region()));
        readers
    }
}
