//! Freezing the pool of a released task: exactly what the departments confirmed, as one immutable artefact.

use ::store::{Loaded, Who, Work, artefact, list};
use contracts::events::pool::SnapshotFrozen;
use futures_util::future::BoxFuture;
use runtime::JobError;
use web::Service;

use crate::{
    domain::{Confirmation, Stage},
    store::{library, snapshot},
};

pub fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let mut moved = 0;
        for id in list::waiting::<Confirmation>(service, &[Stage::Released.word()], 10).await? {
            moved += step(service, &id).await?;
        }
        Ok(moved)
    })
}

/// Composes without holding the database, and keeps what was composed only if the libraries have not moved meanwhile.
async fn step(service: &Service, id: &str) -> Result<u64, JobError> {
    let seen = list::find::<Confirmation>(service, id).await?.state;
    let (read, region) = (service.database.read(), seen.task.region.clone());
    let version = library::version(read, &region).await?;
    let snapshot = snapshot::compose(read, &region, &seen).await?;
    let mut work = Work::begin(service, Who::system(&region), None).await?;
    let Some(mut confirmation) = work.find::<Confirmation>(id).await? else { return Ok(0) };
    let moved = library::moved(work.tx(), &region).await?;
    let outdated = confirmation.state.outdate(&moved);
    if !outdated.is_empty() {
        work.apply(&mut confirmation, &outdated).await?;
    } else if library::version(work.tx(), &region).await? == version {
        freeze(&mut work, &mut confirmation, snapshot).await?;
    }
    work.commit().await?;
    // Where the libraries moved without making anything stale, the next step composes anew.
    Ok(1)
}

async fn freeze(
    work: &mut Work,
    confirmation: &mut Loaded<Confirmation>,
    snapshot: snapshot::Composed,
) -> Result<(), JobError> {
    let (task, region) = (confirmation.state.task.task, confirmation.state.task.region.clone());
    let digest = artefact::keep(work, &region, "application/json", snapshot.content).await?;
    let frozen =
        SnapshotFrozen { task, region, digest, objects: snapshot.objects, inspectors: snapshot.inspectors };
    let events = confirmation.state.freeze(frozen);
    Ok(work.apply(confirmation, &events).await?)
}
