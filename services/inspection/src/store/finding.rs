use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::inspection::FindingEvent;

use crate::domain::Finding;

impl Aggregate for Finding {
    const TABLE: &'static str = "finding";
    type Event = FindingEvent;
    fn evolve(&mut self, event: &FindingEvent) {
        Finding::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.raised.found_by.region(),
            department: Some(self.raised.found_by.clone()),
            parent: Some(self.raised.visit.to_string()),
            state: if self.closed.is_some() { "closed" } else { "raised" },
            due: None,
            title: self.raised.item_name.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        vec![Reader::Department(self.raised.found_by.clone()), Reader::Region(self.raised.found_by.region())]
    }
}
