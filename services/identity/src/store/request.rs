//! Requests of powerful roles, and who may read them.

use ::store::{Aggregate, Index};
use access::Reader;
use contracts::events::identity::GrantRequestEvent;

use crate::domain::Request;

impl Aggregate for Request {
    const TABLE: &'static str = "grant_request";
    type Event = GrantRequestEvent;
    fn evolve(&mut self, event: &GrantRequestEvent) {
        Request::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.content.grant.region.clone(),
            department: self.content.grant.department.clone(),
            parent: Some(self.content.grant.account.to_string()),
            state: self.word(),
            due: None,
            title: self.content.login.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let region = self.content.grant.region.clone();
        vec![Reader::Administrator(region.clone()), Reader::Region(region)]
    }
}
