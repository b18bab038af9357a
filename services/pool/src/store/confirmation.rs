use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::pool::SnapshotEvent;

use crate::domain::Confirmation;

impl Aggregate for Confirmation {
    const TABLE: &'static str = "confirmation";
    type Event = SnapshotEvent;
    fn evolve(&mut self, event: &SnapshotEvent) {
        Confirmation::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.task.region.clone(),
            department: Some(self.task.scheme.initiating.clone()),
            parent: None,
            state: self.stage.word(),
            due: Some(self.task.scheme.from),
            title: self.task.scheme.title.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let mut readers: Vec<_> = self.asked().into_iter().map(Reader::Department).collect();
        readers.push(Reader::Region(self.task.region.clone()));
        readers
    }
}
