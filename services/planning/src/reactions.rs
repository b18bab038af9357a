//! What planning does about what others say: libraries confirmed, the later steps of art. 14, and when a
//! task has nothing open any more.

use ::store::{Unable, Work};
use contracts::{
    Fact,
    events::{
        disclosure::ResultDisclosed,
        draw::{DrawEvent, ListDrawn},
        inspection::{FindingEvent, ResultFormed, VisitEnded, VisitEvent},
        planning::{Step, TaskEvent},
        pool::SnapshotEvent,
    },
};
use futures_util::future::BoxFuture;
use kernel::ids::TaskId;

use crate::{
    domain::{OutOfOrder, TaskState},
    store::progress,
};

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
                let ended: VisitEnded = fact.data()?;
                reach(work, ended.task, Step::Disclosure).await?;
                progress::visit_ended(work, &fact.region, &ended).await?;
                settle(work, ended.task).await
            }
            "suiji.inspection.result-formed.v1" => {
                let formed: ResultFormed = fact.data()?;
                progress::result_formed(work, &fact.region, &formed).await?;
                settle(work, formed.task).await
            }
            "suiji.disclosure.result-disclosed.v1" => {
                let disclosed: ResultDisclosed = fact.data()?;
                reach(work, disclosed.task, Step::FollowUp).await?;
                progress::result_disclosed(work, &fact.region, &disclosed).await?;
                settle(work, disclosed.task).await
            }
            "suiji.inspection.visit-cancelled.v1" => visit_cancelled(work, fact).await,
            "suiji.inspection.finding-raised.v1" => {
                Ok(progress::finding_raised(work, &fact.region, &fact.data()?).await?)
            }
            "suiji.inspection.finding-closed.v1" => finding_closed(work, fact.event_as()?).await,
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

async fn visit_cancelled(work: &mut Work, fact: &Fact) -> Result<(), Unable> {
    let VisitEvent::Cancelled { task, visit, .. } = fact.event_as()? else { return Ok(()) };
    progress::visit_cancelled(work, &fact.region, task, visit).await?;
    settle(work, task).await
}

/// The outcome of a referral is back at its finding.
async fn finding_closed(work: &mut Work, event: FindingEvent) -> Result<(), Unable> {
    let FindingEvent::Closed { finding, .. } = event else { return Ok(()) };
    match progress::finding_closed(work, finding).await? {
        Some(task) => settle(work, task).await,
        None => Err(Unable::Retry(format!("finding {finding} is not known yet"))),
    }
}

/// Closes the task where this was the last thing open. What is looked at is looked at after the task's row is locked: the
/// second of two at once sees what the first has written. Counting everything waits until nothing known is open: of the
/// thousands of events of a task it is the last few that can close it.
async fn settle(work: &mut Work, task: TaskId) -> Result<(), Unable> {
    let Some(mut loaded) = work.find::<TaskState>(task).await? else {
        return Err(Unable::Reject(format!("no task {task}")));
    };
    if progress::is_open(work, task).await? {
        return Ok(());
    }
    let events = loaded.state.settle(progress::of(work.tx(), task).await?);
    Ok(work.apply(&mut loaded, &events).await?)
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
