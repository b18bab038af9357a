//! Taking in a file: what it is, which column is what, and each row checked. Nothing is repaired; what is wrong is
//! reported with its line, its column and a stable code.
//!
//! To know another heading or place: a word in `data/headings.tsv` or a line in `data/places.tsv`.

mod date;
mod file;
mod headings;
mod inspector;
mod object;
mod place;
mod row;

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;
use contracts::api::pool::RejectedRow;
use kernel::DepartmentId;

pub use file::{Sheet, read};
pub use headings::Field;
pub use inspector::{NewInspector, can_be_sent, inspectors};
pub use object::{NewObject, objects};

use self::row::{Fault, Row};
use super::Refusal;

/// Rows taken, rows refused, headings not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake<T> {
    pub rows: Vec<T>,
    pub rejected: Vec<RejectedRow>,
    pub unknown_headings: Vec<String>,
}

/// What rows are checked against.
#[derive(Debug, Clone)]
pub struct Known {
    /// The importing department.
    pub own: DepartmentId,
    /// Registered departments of the region with their names.
    pub departments: Vec<(DepartmentId, String)>,
    pub today: NaiveDate,
}

impl Known {
    /// A registered department by its name or short name.
    pub fn department(&self, written: &str) -> Option<&DepartmentId> {
        let same = |(id, name): &&(DepartmentId, String)| name == written || id.short() == written;
        self.departments.iter().find(same).map(|(id, _)| id)
    }
}

/// Runs through every row below the heading that names `needed`.
pub fn each_row(
    sheet: &Sheet,
    needed: &[(Field, &'static str)],
    mut with: impl FnMut(Row<'_>),
) -> Result<(), Refusal> {
    let heading = headings::heading(sheet, needed)?;
    for (line, cells) in sheet.rows.iter().skip(heading.row + 1) {
        with(Row::new(*line, cells, &heading));
    }
    Ok(())
}

/// Checks every row below the heading; of rows with the same key the first is taken.
fn take<T, K: Eq + Hash>(
    sheet: &Sheet,
    needed: &[(Field, &'static str)],
    key_column: &'static str,
    key: impl Fn(&T) -> K,
    check: impl Fn(Row<'_>) -> Result<T, Fault>,
) -> Result<Intake<T>, Refusal> {
    let heading = headings::heading(sheet, needed)?;
    let (mut rows, mut rejected, mut lines) = (Vec::new(), Vec::new(), HashMap::new());
    for (line, cells) in sheet.rows.iter().skip(heading.row + 1) {
        let row = Row::new(*line, cells, &heading);
        if row.is_blank() {
            continue;
        }
        match row.check_shape(sheet.ragged).and_then(|()| check(row)) {
            Err(fault) => rejected.push(fault.at(*line)),
            Ok(taken) => match lines.entry(key(&taken)) {
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(*line);
                    rows.push(taken);
                }
                std::collections::hash_map::Entry::Occupied(entry) => {
                    let reason = format!("与第 {} 行重复", entry.get());
                    rejected.push(Fault::new("duplicate", key_column, reason).at(*line));
                }
            },
        }
    }
    Ok(Intake { rows, rejected, unknown_headings: heading.unknown })
}
