//! What draw does about what others say.

mod inspector_replaced;
mod visit_over;

use ::store::{Unable, Work, sql};
use contracts::{
    Fact,
    events::{draw::DrawEvent, planning::Task, pool::SnapshotFrozen},
};
use futures_util::future::BoxFuture;
use kernel::ids::{DrawId, TaskId};
use sea_orm::FromQueryResult;

use crate::domain::Draw;

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.planning.task-released.v1" => task_released(work, fact.data()?).await,
            "suiji.pool.snapshot-frozen.v1" => snapshot_frozen(work, fact.data()?).await,
            "suiji.inspection.inspector-replaced.v1" => {
                inspector_replaced::react(work, fact.event_as()?).await
            }
            "suiji.inspection.visit-ended.v1" => {
                inspector_replaced::visit_ended(work, &fact.data()?).await?;
                visit_over::ended(work, fact.data()?).await
            }
            "suiji.inspection.visit-cancelled.v1" => visit_over::cancelled(work, fact.event_as()?).await,
            _ => Ok(()),
        }
    })
}

async fn task_released(work: &mut Work, task: Task) -> Result<(), Unable> {
    if of_task(work, task.task).await?.is_some() {
        return Ok(());
    }
    let draw: DrawId = work.new_id();
    let event = DrawEvent::Requested { draw, task: task.task, repeats: None };
    work.create(draw, Draw::request(draw, task), &[event]).await?;
    Ok(())
}

async fn snapshot_frozen(work: &mut Work, frozen: SnapshotFrozen) -> Result<(), Unable> {
    let Some(id) = of_task(work, frozen.task).await? else {
        return Err(Unable::Retry(format!("task {} is not released yet", frozen.task)));
    };
    let Some(mut draw) = work.find::<Draw>(&id).await? else { return Ok(()) };
    if draw.state.snapshot.is_some() {
        return Ok(());
    }
    let event = DrawEvent::SnapshotNoted { draw: draw.state.draw, digest: frozen.digest };
    Ok(work.apply(&mut draw, &[event]).await?)
}

async fn of_task(work: &Work, task: TaskId) -> Result<Option<String>, Unable> {
    #[derive(FromQueryResult)]
    struct Row {
        id: String,
    }
    // The first try: whatever repeats it has the snapshot from it.
    let text = "SELECT id FROM draw WHERE parent = ? ORDER BY id LIMIT 1";
    Ok(sql::one::<Row, _>(work.tx(), text, vec![task.to_string().into()]).await?.map(|row| row.id))
}
