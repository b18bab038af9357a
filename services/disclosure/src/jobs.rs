//! What time calls for: warnings before the end of a duty's clock, and the alarm after it.

use std::time::Duration;

use ::store::{Who, Work, copy::calendar, list, sql};
use futures_util::future::BoxFuture;
use kernel::RegionCode;
use runtime::{Job, JobError};
use sea_orm::FromQueryResult;
use web::Service;

use crate::domain::{Duty, days_left};

pub const ALL: &[Job] = &[Job { name: "disclosure-clock", every: Duration::from_secs(60), run: tick }];

/// How many days ahead a warning can fall due: two working days with a long holiday in between.
const REACH_DAYS: i64 = 14;

#[derive(FromQueryResult)]
struct Row {
    id: String,
    region: String,
}

fn tick(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let reach = service.clock.today() + chrono::TimeDelta::days(REACH_DAYS);
        let text =
            "SELECT id, region FROM duty WHERE state <> 'disclosed' AND due <= ? ORDER BY due, id LIMIT 2000";
        let rows = sql::all::<Row, _>(service.database.read(), text, vec![reach.to_string().into()]).await?;
        let mut moved = 0;
        for row in rows {
            moved += signal(service, &row).await?;
        }
        Ok(moved)
    })
}

async fn signal(service: &Service, row: &Row) -> Result<u64, JobError> {
    let Ok(region) = row.region.parse::<RegionCode>() else { return Ok(0) };
    let calendar = calendar::of_region(service.database.read(), &region).await?;
    let today = service.clock.today();
    let seen = list::find::<Duty>(service, &row.id).await?.state;
    if seen.signal(today, days_left(&calendar, today, seen.due_on)).is_empty() {
        return Ok(0);
    }
    let mut work = Work::begin(service, Who::system(&region), None).await?;
    let Some(mut duty) = work.find::<Duty>(&row.id).await? else { return Ok(0) };
    let events = duty.state.signal(today, days_left(&calendar, today, duty.state.due_on));
    work.apply(&mut duty, &events).await?;
    work.commit().await?;
    Ok(events.len() as u64)
}
