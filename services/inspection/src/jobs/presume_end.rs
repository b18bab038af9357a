//! Visits that nobody has ended (requirements, rule 2).

use ::store::{Loaded, Who, Work, copy::calendar::Calendars, list};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use runtime::JobError;
use web::Service;

use crate::{domain::Visit, dossier};

const OPEN: &[&str] = &["assigned", "scheduled", "started"];

pub fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let today = service.clock.today();
        let (mut moved, mut after, mut calendars) = (0, String::new(), Calendars::default());
        loop {
            let page = list::due_by::<Visit>(service, OPEN, today, &after).await?;
            let Some(last) = page.last() else { return Ok(moved) };
            after.clone_from(&last.id);
            for seen in &page {
                let calendar = calendars.of(service.database.read(), &seen.state.region).await?;
                let day = calendar.add_working_days(seen.state.until, 1);
                let day = day.map_err(|e| JobError::Other(e.to_string()))?.date;
                if !seen.state.presume_end(today, day).is_empty() {
                    moved += end(service, seen, day).await?;
                }
            }
        }
    })
}

async fn end(service: &Service, seen: &Loaded<Visit>, day: NaiveDate) -> Result<u64, JobError> {
    let mut work = Work::begin(service, Who::system(&seen.state.region), None).await?;
    let Some(mut visit) = work.find::<Visit>(&seen.id).await? else { return Ok(0) };
    let events = visit.state.presume_end(work.today(), day);
    if events.is_empty() {
        return Ok(0);
    }
    work.apply(&mut visit, &events).await?;
    dossier::seal(&mut work, &mut visit).await?;
    work.commit().await?;
    Ok(1)
}
