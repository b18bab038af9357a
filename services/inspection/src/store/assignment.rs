//! Released tasks and the digests of their drawn lists, until their visits are assigned.

use ::store::{Context, StoreError, Work, sql};
use contracts::events::planning::Task;
use kernel::ids::TaskId;
use sea_orm::FromQueryResult;

#[derive(Debug, FromQueryResult)]
pub struct AssignmentRow {
    pub task: String,
    pub body: String,
    pub objects: String,
    pub teams: String,
}

pub async fn keep(work: &Work, task: &Task) -> Result<(), StoreError> {
    let text =
        "INSERT INTO assignment (task, region, body, done) VALUES (?, ?, ?, 0) ON CONFLICT (task) DO NOTHING";
    let values =
        vec![task.task.to_string().into(), task.region.as_str().into(), serde_json::to_string(task)?.into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// Notes a list's digest in `column`; false where the task is not known yet.
pub async fn note(work: &Work, task: TaskId, column: &str, digest: &str) -> Result<bool, StoreError> {
    let text = format!("UPDATE assignment SET {column} = ? WHERE task = ?");
    Ok(sql::execute(work.tx(), &text, vec![digest.into(), task.to_string().into()]).await? == 1)
}

/// Tasks with both lists whose visits are not assigned yet.
pub async fn ready(context: &Context) -> Result<Vec<AssignmentRow>, StoreError> {
    let text = "SELECT task, body, objects, teams FROM assignment
                WHERE done = 0 AND objects IS NOT NULL AND teams IS NOT NULL ORDER BY task LIMIT 10";
    Ok(sql::all(context.database.read(), text, vec![]).await?)
}

/// Takes the assignment; false where another replica has.
pub async fn take(work: &Work, task: &str) -> Result<bool, StoreError> {
    let text = "UPDATE assignment SET done = 1 WHERE task = ? AND done = 0";
    Ok(sql::execute(work.tx(), text, vec![task.into()]).await? == 1)
}
