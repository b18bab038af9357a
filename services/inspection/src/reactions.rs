//! What inspection does about what others say.

use ::store::{
    Unable, Work,
    copy::{calendar, department},
};
use contracts::{
    Fact,
    events::{
        disclosure::ResultCorrected, draw::ListDrawn, inspection::VisitEvent, planning::CalendarNotice,
        referral::ReferralEvent,
    },
};
use futures_util::future::BoxFuture;

use crate::{
    domain::{Finding, Visit},
    store::{assignment, item},
};

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.planning.department-registered.v1" => Ok(department::keep(work, &fact.data()?).await?),
            "suiji.planning.calendar-published.v1" => {
                let published: CalendarNotice = fact.data()?;
                Ok(calendar::keep(work, &fact.region, &published.notice).await?)
            }
            "suiji.planning.task-released.v1" => Ok(assignment::keep(work, &fact.data()?).await?),
            "suiji.planning.catalogue-published.v1" => {
                Ok(item::keep(work, &fact.region, &fact.data()?).await?)
            }
            "suiji.draw.objects-drawn.v1" => list_drawn(work, fact.data()?, "objects").await,
            "suiji.draw.teams-drawn.v1" => list_drawn(work, fact.data()?, "teams").await,
            "suiji.disclosure.result-corrected.v1" => corrected(work, fact.data()?).await,
            "suiji.referral.concluded.v1" => concluded(work, fact.event_as()?).await,
            _ => Ok(()),
        }
    })
}

async fn list_drawn(work: &Work, list: ListDrawn, column: &str) -> Result<(), Unable> {
    if assignment::note(work, list.task, column, &list.digest).await? {
        return Ok(());
    }
    Err(Unable::Retry(format!("task {} is not released yet", list.task)))
}

/// A disclosed result was corrected with the principal's signature (art. 22): the visit says so beside what was signed.
async fn corrected(work: &mut Work, corrected: ResultCorrected) -> Result<(), Unable> {
    let Some(mut visit) = work.find::<Visit>(corrected.visit).await? else {
        return Err(Unable::Reject(format!("no visit {}", corrected.visit)));
    };
    let ResultCorrected { visit: id, department, item, to, .. } = corrected;
    if visit.state.stands_corrected(&department, &item, to) {
        return Ok(());
    }
    Ok(work.apply(&mut visit, &[VisitEvent::CorrectionNoted { visit: id, department, item, to }]).await?)
}

/// The outcome comes back to the finding (art. 23).
async fn concluded(work: &mut Work, event: ReferralEvent) -> Result<(), Unable> {
    let ReferralEvent::Concluded { referral, finding, outcome, note, .. } = event else { return Ok(()) };
    let Some(mut loaded) = work.find::<Finding>(finding).await? else {
        return Err(Unable::Reject(format!("no finding {finding}")));
    };
    let events = loaded.state.close(referral, outcome, &note);
    Ok(work.apply(&mut loaded, &events).await?)
}
