//! What referral does about what others say.

mod calendar_published;
mod finding_raised;

use ::store::{Unable, Work};
use contracts::Fact;
use futures_util::future::BoxFuture;

use ::store::copy::department;

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.inspection.finding-raised.v1" => finding_raised::react(work, fact.data()?).await,
            "suiji.planning.department-registered.v1" => Ok(department::keep(work, &fact.data()?).await?),
            "suiji.planning.calendar-published.v1" => {
                calendar_published::react(work, &fact.region, fact.data()?).await
            }
            _ => Ok(()),
        }
    })
}
