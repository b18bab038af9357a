//! The aggregate of the tests: a slip of paper that one department holds and hands on.

use access::Reader;
use chrono::NaiveDate;
use contracts::Event;
use kernel::DepartmentId;
use serde::{Deserialize, Serialize};
use store::{Aggregate, Index, Migration, schema};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub title: String,
    pub holder: DepartmentId,
    /// What no event tells.
    #[serde(default)]
    pub secret: Option<String>,
    #[serde(default)]
    pub due: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum SlipEvent {
    #[serde(rename = "suiji.planning.slip-written.v1")]
    Written { title: String },
    #[serde(rename = "suiji.planning.slip-handed-on.v1")]
    HandedOn { from: DepartmentId, to: DepartmentId },
}

impl Event for SlipEvent {
    fn concerns(&self) -> Vec<DepartmentId> {
        match self {
            SlipEvent::Written { .. } => Vec::new(),
            SlipEvent::HandedOn { from, to } => vec![from.clone(), to.clone()],
        }
    }
}

impl Aggregate for Slip {
    const TABLE: &'static str = "slip";
    type Event = SlipEvent;

    fn evolve(&mut self, event: &SlipEvent) {
        match event {
            SlipEvent::Written { title } => self.title.clone_from(title),
            SlipEvent::HandedOn { to, .. } => self.holder.clone_from(to),
        }
    }

    fn index(&self) -> Index {
        let (department, title) = (Some(self.holder.clone()), self.title.clone());
        let state = if self.secret.is_some() { "sealed" } else { "held" };
        Index { region: self.holder.region(), department, parent: None, state, due: self.due, title }
    }

    fn readers(&self) -> Vec<Reader> {
        vec![Reader::Department(self.holder.clone())]
    }
}

pub const STEPS: &[Migration] = &[
    Migration {
        name: "test_0001_slip",
        sql: || schema::aggregate_table("slip") + &schema::due_index("slip"),
    },
    // What `hearing` keeps.
    Migration {
        name: "test_0002_hearing",
        sql: || {
            "CREATE TABLE heard (place {serial}, aggregate {text} NOT NULL, version BIGINT NOT NULL)
            --
            CREATE TABLE deaf (aggregate {text} PRIMARY KEY, how {text} NOT NULL)
            --
            "
            .to_owned()
        },
    },
];
