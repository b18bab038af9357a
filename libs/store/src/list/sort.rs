//! The orders that a list comes in, each with the place where its next page begins.

use sea_orm::Value;

use crate::{Aggregate, Loaded};

/// By id is by time of making. Ties of a due date are broken by id, so that each row has one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Oldest,
    Newest,
    /// What is due first; what has no date comes last.
    Due,
}

impl Sort {
    /// As `schema::due_index` has it. A tilde stands behind every date.
    pub(crate) const DUE: &'static str = "COALESCE(due, '~')";

    pub(super) fn order(self) -> &'static str {
        match self {
            Sort::Oldest => "id",
            Sort::Newest => "id DESC",
            Sort::Due => "COALESCE(due, '~'), id",
        }
    }

    /// The rows behind a place.
    pub(super) fn beyond(self, place: &str) -> (&'static str, Vec<Value>) {
        match self {
            Sort::Oldest => ("id > ?", vec![place.into()]),
            Sort::Newest => ("id < ?", vec![place.into()]),
            Sort::Due => {
                let (due, id) = place.split_once('.').unwrap_or((place, ""));
                ("(COALESCE(due, '~'), id) > (?, ?)", vec![due.into(), id.into()])
            }
        }
    }

    /// Where a row stands.
    pub(super) fn place<A: Aggregate>(self, row: &Loaded<A>) -> String {
        match self {
            Sort::Oldest | Sort::Newest => row.id.clone(),
            Sort::Due => {
                let due = row.state.index().due;
                format!("{}.{}", due.map_or_else(|| "~".to_owned(), |due| due.to_string()), row.id)
            }
        }
    }
}
