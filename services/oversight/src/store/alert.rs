use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::oversight::OversightEvent;

use crate::domain::Alert;

impl Aggregate for Alert {
    const TABLE: &'static str = "alert";
    type Event = OversightEvent;
    /// An alert is raised and never changes.
    fn evolve(&mut self, _: &OversightEvent) {}
    fn index(&self) -> Index {
        Index {
            region: self.raised.region.clone(),
            department: self.raised.department.clone(),
            parent: Some(self.raised.about.clone()),
            state: Alert::word(self.raised.kind),
            due: None,
            title: self.raised.text.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        vec![Reader::Region(self.raised.region.clone())]
    }
}
