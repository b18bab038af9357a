//! The end of a draw's time: a share set with a gap is closed and logged as it is; a draw that was never committed
//! expires, and the task gets its next try.

use ::store::{Loaded, Who, Work, list};
use futures_util::future::BoxFuture;
use runtime::JobError;
use web::Service;

use crate::{
    domain::{Closing, Draw},
    ending,
    store::sealed,
};

pub fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let (mut moved, mut after) = (0, String::new());
        loop {
            let states = ["opened", "frozen", "committed", "impossible"];
            let page = list::due_by::<Draw>(service, &states, service.clock.today(), &after).await?;
            let Some(last) = page.last() else { return Ok(moved) };
            after.clone_from(&last.id);
            for draw in &page {
                moved += step(service, draw).await?;
            }
        }
    })
}

async fn step(service: &Service, seen: &Loaded<Draw>) -> Result<u64, JobError> {
    let mut work = Work::begin(service, Who::system(&seen.state.task.region), None).await?;
    let Some(mut draw) = work.find::<Draw>(&seen.id).await? else { return Ok(0) };
    let now = work.now().timestamp().unsigned_abs();
    match draw.state.closing(now) {
        None => return Ok(0),
        Some(Closing::Shares) => {
            let (entry, event) = ending::reveal_entry(&work, &draw.state).await?;
            let place = ending::log(service, &work, &draw.state, &entry).await?;
            sealed::put(&work, &draw.id, "log/reveal", place.to_string().into_bytes()).await?;
            work.apply(&mut draw, &[event]).await?;
        }
        Some(Closing::Expiry) => {
            ending::log(service, &work, &draw.state, &ending::expiry_entry(&draw.state)?).await?;
            let event = draw.state.expired();
            work.apply(&mut draw, &[event]).await?;
            ending::repeat(&mut work, &draw.state).await?;
        }
    }
    work.commit().await?;
    Ok(1)
}
