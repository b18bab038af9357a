//! What disclosure does about what others say.

use ::store::{Unable, Work, copy::calendar, sql};
use contracts::{
    Fact,
    events::{
        disclosure::{DisclosureEvent, DutyOpened},
        inspection::{ResultFormed, VisitEnded},
        planning::CalendarNotice,
    },
};
use futures_util::future::BoxFuture;
use kernel::{DepartmentId, RegionCode, ids::VisitId};
use sea_orm::FromQueryResult;

use crate::{
    domain::{Duty, due},
    store::formed,
};

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.inspection.result-formed.v1" => result_formed(work, fact.data()?).await,
            "suiji.inspection.visit-ended.v1" => visit_ended(work, fact.data()?).await,
            "suiji.planning.calendar-published.v1" => {
                calendar_published(work, &fact.region, fact.data()?).await
            }
            _ => Ok(()),
        }
    })
}

/// Kept until its visit ends; where it ended already, the duty that waits gets it.
async fn result_formed(work: &mut Work, result: ResultFormed) -> Result<(), Unable> {
    formed::keep(work, &result).await?;
    let Some(id) = of_visit(work, result.visit, &result.department).await? else { return Ok(()) };
    let Some(mut duty) = work.find::<Duty>(&id).await? else { return Ok(()) };
    if duty.state.result.is_some() {
        return Ok(());
    }
    let event = DisclosureEvent::ResultReceived { duty: duty.state.opened.duty, result };
    Ok(work.apply(&mut duty, &[event]).await?)
}

/// Each department that decided items owes a disclosure from here on.
async fn visit_ended(work: &mut Work, ended: VisitEnded) -> Result<(), Unable> {
    let calendar = calendar::of_region(work.tx(), &ended.region).await?;
    let (due_on, provisional) = due(&calendar, ended.ended_on);
    for department in &ended.departments {
        if of_visit(work, ended.visit, department).await?.is_some() {
            continue;
        }
        let opened = DutyOpened {
            duty: work.new_id(),
            visit: ended.visit,
            task: ended.task,
            department: department.clone(),
            ended_on: ended.ended_on,
            due_on,
            provisional,
            rehearsal: ended.rehearsal,
            object: Some(ended.object.clone()),
            name: ended.name.clone(),
            task_title: ended.task_title.clone(),
        };
        let (id, duty) = (opened.duty, Duty::open(opened.clone(), ended.region.clone()));
        let mut created = work.create(id, duty, &[DisclosureEvent::DutyOpened(opened)]).await?;
        if let Some(result) = formed::find(work, ended.visit, department).await? {
            work.apply(&mut created, &[DisclosureEvent::ResultReceived { duty: id, result }]).await?;
        }
    }
    Ok(())
}

async fn calendar_published(
    work: &mut Work,
    region: &RegionCode,
    published: CalendarNotice,
) -> Result<(), Unable> {
    calendar::keep(work, region, &published.notice).await?;
    let calendar = calendar::of_region(work.tx(), region).await?;
    let text = "SELECT id FROM duty WHERE region = ? AND state <> 'disclosed' ORDER BY id";
    for row in sql::all::<Row, _>(work.tx(), text, vec![region.as_str().into()]).await? {
        let Some(mut duty) = work.find::<Duty>(&row.id).await? else { continue };
        let events = duty.state.recompute(due(&calendar, duty.state.opened.ended_on), work.today());
        work.apply(&mut duty, &events).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
}

async fn of_visit(work: &Work, visit: VisitId, department: &DepartmentId) -> Result<Option<String>, Unable> {
    let text = "SELECT id FROM duty WHERE parent = ? AND department = ?";
    let values = vec![visit.to_string().into(), department.as_str().into()];
    Ok(sql::one::<Row, _>(work.tx(), text, values).await?.map(|row| row.id))
}
