use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::oversight::OversightEvent;

use crate::domain::{Alert, text};

impl Aggregate for Alert {
    const TABLE: &'static str = "alert";
    type Event = OversightEvent;
    /// An alert is raised and never changes.
    fn evolve(&mut self, _: &OversightEvent) {}
    fn index(&self) -> Index {
        Index {
            region: self.region.clone(),
            department: self.department.clone(),
            parent: Some(self.about.clone()),
            state: Alert::word(self.kind),
            due: None,
            title: text(self.kind).to_owned(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        vec![Reader::Region(self.region.clone())]
    }
}
