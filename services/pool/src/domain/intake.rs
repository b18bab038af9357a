//! Taking in a file: what it is, which column is what, and each row checked. Nothing is repaired; what is wrong is
//! reported with its line.

mod file;
mod headings;
mod inspector;
mod object;
mod place;

pub use file::{Sheet, read};
pub use headings::{Field, columns};
pub use inspector::{NewInspector, inspectors};
pub use object::{NewObject, objects};

use contracts::api::pool::RejectedRow;

/// Rows taken, rows refused, headings not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake<T> {
    pub rows: Vec<T>,
    pub rejected: Vec<RejectedRow>,
    pub unknown_headings: Vec<String>,
}

/// A row's refusal.
fn rejected(line: u64, column: &str, reason: impl ToString) -> RejectedRow {
    RejectedRow { line, column: column.to_owned(), reason: reason.to_string() }
}
