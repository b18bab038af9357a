//! Departments, as planning registered them.

use contracts::events::planning::Department;
use kernel::{DepartmentId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{StoreError, Work, sql};

/// The table, for a migration.
pub const SQL: &str = "CREATE TABLE department (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        name TEXT NOT NULL,
        number_prefix TEXT NOT NULL
    )
    --
    ";

#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct DepartmentRow {
    pub id: String,
    pub name: String,
    pub number_prefix: String,
}

pub async fn keep(work: &Work, department: &Department) -> Result<(), StoreError> {
    sql::execute(
        work.tx(),
        "INSERT INTO department (id, region, name, number_prefix) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, number_prefix = excluded.number_prefix",
        vec![
            department.department.as_str().into(),
            department.department.region().as_str().into(),
            department.name.as_str().into(),
            department.number_prefix.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// The departments of a region: a dozen or two.
pub async fn of_region<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Vec<DepartmentRow>, StoreError> {
    let text = "SELECT id, name, number_prefix FROM department WHERE region = ?";
    Ok(sql::all(on, text, vec![region.as_str().into()]).await?)
}

pub fn is_known(rows: &[DepartmentRow], department: &DepartmentId) -> bool {
    rows.iter().any(|row| row.id == department.as_str())
}
