//! Aggregates: what a command loads, decides on and saves.

use access::Reader;
use chrono::NaiveDate;
use contracts::Event;
use kernel::{DepartmentId, RegionCode};
use serde::{Serialize, de::DeserializeOwned};

/// A state that changes by events alone.
pub trait Aggregate: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// Its table, made by `schema::aggregate_table`.
    const TABLE: &'static str;
    type Event: Event + DeserializeOwned;

    /// Applies what has happened; never refuses.
    fn evolve(&mut self, event: &Self::Event);
    /// What lists filter and sort by.
    fn index(&self) -> Index;
    /// Whom it is visible to now.
    fn readers(&self) -> Vec<Reader>;
}

/// The columns beside the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    pub region: RegionCode,
    pub department: Option<DepartmentId>,
    /// The id of what it belongs to, such as the task of a visit.
    pub parent: Option<String>,
    /// A short stable word, such as `accepted`.
    pub state: &'static str,
    pub due: Option<NaiveDate>,
    /// What a search looks in and a list shows.
    pub title: String,
}

/// An aggregate as loaded: its state and the version that the ETag shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<A> {
    pub id: String,
    pub version: u64,
    pub state: A,
    /// The state's JSON as it was saved, by which the unit of work sees what changed beside the events.
    pub(crate) saved: String,
}
