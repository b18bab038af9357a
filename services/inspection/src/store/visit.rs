use ::store::{Aggregate, Index};
use access::{Reader, reader::of_circle};
use contracts::events::inspection::VisitEvent;

use crate::domain::Visit;

impl Aggregate for Visit {
    const TABLE: &'static str = "visit";
    type Event = VisitEvent;
    fn evolve(&mut self, event: &VisitEvent) {
        Visit::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.region.clone(),
            department: None,
            parent: Some(self.task.to_string()),
            state: self.word(),
            due: Some(self.until),
            title: format!("{} {}", self.object.object, self.object.name),
        }
    }
    /// The circle and nobody else until the end; then the departments and the office as well.
    fn readers(&self) -> Vec<Reader> {
        let mut readers = of_circle(&self.circle);
        if self.ended_on.is_some() {
            readers.push(Reader::Region(self.region.clone()));
            readers.extend(self.parts.keys().cloned().map(Reader::Department));
        }
        readers
    }
}
