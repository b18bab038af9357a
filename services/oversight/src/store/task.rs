//! Tasks: their title, who initiates and who takes part.

use std::collections::BTreeSet;

use ::store::{StoreError, Work, sql};
use access::Reader;
use chrono::NaiveDate;
use contracts::events::planning::Task;
use kernel::{DepartmentId, RegionCode, ids::TaskId};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A task as far as its timeline needs it.
#[derive(Debug, Clone)]
pub struct Known {
    pub title: String,
    pub region: RegionCode,
    pub departments: BTreeSet<DepartmentId>,
}

impl Known {
    /// The office's side of its region, and the departments that take part.
    pub fn visible_to(&self, held: &[Reader]) -> bool {
        held.iter().any(|reader| match reader {
            Reader::Region(region) => *region == self.region,
            Reader::Department(department) => self.departments.contains(department),
            _ => false,
        })
    }
}

/// Keeps a task; a scheme is fixed from its draft on, so that any of its events tells the same.
pub async fn keep(
    work: &Work,
    region: &RegionCode,
    task: &Task,
    released_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let text = "INSERT INTO task (id, region, title, initiating, released_on) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET released_on = COALESCE(task.released_on, excluded.released_on)";
    let id = task.task.to_string();
    let values = vec![
        id.as_str().into(),
        region.as_str().into(),
        task.scheme.title.as_str().into(),
        task.scheme.initiating.as_str().into(),
        released_on.map(|day| day.to_string()).into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    let participants = task.scheme.participants.iter().map(|part| &part.department);
    for department in participants.chain([&task.scheme.initiating]) {
        let text = "INSERT INTO taking_part (task, department, region) VALUES (?, ?, ?)
                    ON CONFLICT (task, department) DO NOTHING";
        let values = vec![id.as_str().into(), department.as_str().into(), region.as_str().into()];
        sql::execute(work.tx(), text, values).await?;
    }
    Ok(())
}

pub async fn find<C: ConnectionTrait>(on: &C, task: TaskId) -> Result<Option<Known>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        title: String,
        region: String,
    }
    #[derive(FromQueryResult)]
    struct Part {
        department: String,
    }
    let id = task.to_string();
    let text = "SELECT title, region FROM task WHERE id = ?";
    let Some(row) = sql::one::<Row, _>(on, text, vec![id.as_str().into()]).await? else { return Ok(None) };
    let text = "SELECT department FROM taking_part WHERE task = ?";
    let parts = sql::all::<Part, _>(on, text, vec![id.into()]).await?;
    let departments = parts.into_iter().map(|part| serde_json::from_value(part.department.into()));
    Ok(Some(Known {
        title: row.title,
        region: serde_json::from_value(row.region.into())?,
        departments: departments.collect::<Result<_, _>>()?,
    }))
}
