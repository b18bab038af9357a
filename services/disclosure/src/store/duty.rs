use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::disclosure::DisclosureEvent;

use crate::domain::Duty;

impl Aggregate for Duty {
    const TABLE: &'static str = "duty";
    type Event = DisclosureEvent;
    fn evolve(&mut self, event: &DisclosureEvent) {
        Duty::evolve(self, event);
    }
    fn index(&self) -> Index {
        let title = self.object().map(|(code, name)| format!("{code} {name}"));
        Index {
            region: self.region.clone(),
            department: Some(self.opened.department.clone()),
            parent: Some(self.opened.visit.to_string()),
            state: self.word(),
            due: Some(self.due_on),
            title: title.unwrap_or_default(),
        }
    }
    /// The department and the office; everybody once it is disclosed, rehearsals never.
    fn readers(&self) -> Vec<Reader> {
        let mut readers =
            vec![Reader::Department(self.opened.department.clone()), Reader::Region(self.region.clone())];
        if self.disclosed.is_some() && !self.opened.rehearsal {
            readers.push(Reader::Public);
        }
        readers
    }
}
