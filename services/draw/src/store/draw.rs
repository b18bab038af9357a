use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::draw::DrawEvent;

use crate::domain::Draw;

impl Aggregate for Draw {
    const TABLE: &'static str = "draw";
    type Event = DrawEvent;
    fn evolve(&mut self, event: &DrawEvent) {
        Draw::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.task.region.clone(),
            department: Some(self.task.scheme.initiating.clone()),
            parent: Some(self.task.task.to_string()),
            state: self.stage.word(),
            due: None,
            title: self.task.scheme.title.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let participants = self.task.scheme.participants.iter();
        let mut readers: Vec<_> = participants.map(|p| Reader::Department(p.department.clone())).collect();
        readers.push(Reader::Region(self.task.region.clone()));
        readers.push(Reader::DrawParty(self.task.region.clone()));
        readers
    }
}
