//! What time calls for: warnings before the end of a clock, and the alarm after it.

use std::time::Duration;

use ::store::{Loaded, Who, Work, copy::calendar::Calendars, list};
use contracts::events::referral::ReferralEvent;
use futures_util::future::BoxFuture;
use runtime::{Job, JobError};
use web::Service;

use crate::domain::{Referral, clock};

pub const ALL: &[Job] =
    &[Job { name: "referral-clock", every: Duration::from_secs(60), on_commit: false, run: tick }];

/// How many days ahead a warning can fall due: two working days with a long holiday in between.
const REACH_DAYS: i64 = 14;

fn tick(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let today = service.clock.today();
        let reach = today + chrono::TimeDelta::days(REACH_DAYS);
        let (mut moved, mut after, mut calendars) = (0, String::new(), Calendars::default());
        loop {
            let page =
                list::due_by::<Referral>(service, &["delivered", "with_office"], reach, &after).await?;
            let Some(last) = page.last() else { return Ok(moved) };
            after.clone_from(&last.id);
            for seen in &page {
                let calendar = calendars.of(service.database.read(), &seen.state.region).await?;
                let says = |referral: &Referral| {
                    referral.signal(today, clock::days_left(calendar, today, referral.due_on))
                };
                if !says(&seen.state).is_empty() {
                    moved += signal(service, seen, says).await?;
                }
            }
        }
    })
}

async fn signal(
    service: &Service,
    seen: &Loaded<Referral>,
    says: impl Fn(&Referral) -> Vec<ReferralEvent>,
) -> Result<u64, JobError> {
    let mut work = Work::begin(service, Who::system(&seen.state.region), None).await?;
    let Some(mut referral) = work.find::<Referral>(&seen.id).await? else { return Ok(0) };
    let events = says(&referral.state);
    work.apply(&mut referral, &events).await?;
    work.commit().await?;
    Ok(events.len() as u64)
}
