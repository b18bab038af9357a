//! What planning does about what others say: libraries confirmed, and the later steps of art. 14.

use ::store::{Unable, Work};
use contracts::{
    Fact,
    events::{
        disclosure::ResultDisclosed,
        draw::{DrawEvent, ListDrawn},
        inspection::VisitEnded,
        planning::{Step, TaskEvent},
        pool::SnapshotEvent,
    },
};
use futures_util::future::BoxFuture;
use kernel::ids::TaskId;

use crate::domain::{OutOfOrder, TaskState};

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.pool.library-confirmed.v1" => library_confirmed(work, fact.event_as()?).await,
            "suiji.draw.objects-drawn.v1" => objects_drawn(work, fact.data()?).await,
            "suiji.draw.teams-drawn.v1" => {
                reach(work, fact.data::<ListDrawn>()?.task, Step::Inspection).await
            }
            "suiji.draw.voided.v1" => draw_voided(work, fact.event_as()?).await,
            "suiji.inspection.visit-ended.v1" => {
                reach(work, fact.data::<VisitEnded>()?.task, Step::Disclosure).await
            }
            "suiji.disclosure.result-disclosed.v1" => {
                reach(work, fact.data::<ResultDisclosed>()?.task, Step::FollowUp).await
            }
            _ => Ok(()),
        }
    })
}

async fn library_confirmed(work: &mut Work, event: SnapshotEvent) -> Result<(), Unable> {
    let SnapshotEvent::LibraryConfirmed { task, department, version } = event else { return Ok(()) };
    on_task(work, task, |state| Ok(state.note_library(&department, version))).await
}

async fn objects_drawn(work: &mut Work, list: ListDrawn) -> Result<(), Unable> {
    on_task(work, list.task, |state| Ok(state.note_draw(list.draw, list.count))).await
}

async fn draw_voided(work: &mut Work, event: DrawEvent) -> Result<(), Unable> {
    let DrawEvent::Voided { draw, task, reason } = event else { return Ok(()) };
    on_task(work, task, |state| Ok(state.note_void(draw, &reason))).await
}

async fn reach(work: &mut Work, task: TaskId, step: Step) -> Result<(), Unable> {
    on_task(work, task, |state| state.reach(step)).await
}

async fn on_task(
    work: &mut Work,
    task: TaskId,
    decide: impl FnOnce(&TaskState) -> Result<Vec<TaskEvent>, OutOfOrder>,
) -> Result<(), Unable> {
    let Some(mut loaded) = work.find::<TaskState>(task).await? else {
        return Err(Unable::Reject(format!("no task {task}")));
    };
    let events = decide(&loaded.state)
        .map_err(|early| Unable::Retry(format!("task {task} is still at {:?}", early.at)))?;
    Ok(work.apply(&mut loaded, &events).await?)
}
