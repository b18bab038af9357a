//! Looks for what the office must be told of, and tells it once.

use std::time::Duration;

use ::store::{StoreError, Who, Work};
use chrono::TimeDelta;
use futures_util::future::BoxFuture;
use runtime::{Job, JobError};
use web::Service;

use crate::{
    domain::Alert,
    store::watch::{Wrong, wrong},
};

/// Not at every commit: oversight commits whenever anybody does, each look goes over all that is kept, and what is looked
/// for is late by days.
pub const ALL: &[Job] =
    &[Job { name: "oversight-watch", every: Duration::from_secs(60), on_commit: false, run: watch }];

/// How long a finding may be without a referral; the two come of one event, so minutes are usual.
const PATIENCE: TimeDelta = TimeDelta::hours(1);

fn watch(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let mut raised = 0;
        for wrong in wrong(service, service.clock.now() - PATIENCE).await? {
            raised += raise(service, wrong).await?;
        }
        Ok(raised)
    })
}

async fn raise(service: &Service, wrong: Wrong) -> Result<u64, JobError> {
    let Wrong { kind, about, region, department } = wrong;
    let mut work = Work::begin(service, Who::system(&region), None).await?;
    let alert = Alert { alert: work.new_id(), region, kind, about, department, raised_at: work.now() };
    let events = [alert.raised()];
    match work.create(alert.alert, alert, &events).await {
        Ok(_) => {}
        // Another process has just raised it.
        Err(StoreError::SameTime) => return Ok(0),
        Err(error) => return Err(error.into()),
    }
    work.commit().await?;
    Ok(1)
}
