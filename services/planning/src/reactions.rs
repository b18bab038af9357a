//! What planning does about what others say: libraries confirmed, and the later steps of art. 14.

use ::store::{Unable, Work};
use contracts::{
    Fact,
    events::{
        disclosure::ResultDisclosed,
        draw::ListDrawn,
        inspection::VisitEnded,
        planning::{Step, TaskEvent},
        pool::SnapshotEvent,
    },
};
use futures_util::future::BoxFuture;
use kernel::ids::TaskId;

use crate::domain::TaskState;

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.pool.library-confirmed.v1" => library_confirmed(work, fact.event_as()?).await,
            "suiji.draw.objects-drawn.v1" => {
                reach(work, fact.data::<ListDrawn>()?.task, Step::Inspection).await
            }
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
    on_task(work, task, |state| state.note_library(&department, version)).await
}

async fn reach(work: &mut Work, task: TaskId, step: Step) -> Result<(), Unable> {
    on_task(work, task, |state| state.reach(step)).await
}

async fn on_task(
    work: &mut Work,
    task: TaskId,
    decide: impl FnOnce(&TaskState) -> Vec<TaskEvent>,
) -> Result<(), Unable> {
    let Some(mut loaded) = work.find::<TaskState>(task).await? else {
        return Err(Unable::Reject(format!("no task {task}")));
    };
    let events = decide(&loaded.state);
    Ok(work.apply(&mut loaded, &events).await?)
}
