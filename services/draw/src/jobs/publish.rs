//! The opening to the public: when the last visit is over, on the last day of the seal, or at once where the scheme says
//! so, the whole receipt is named in the log, and from then on anybody may take it and recompute the draw.

use ::store::{StoreError, Who, Work, list};
use contracts::events::draw::DrawEvent;
use futures_util::future::BoxFuture;
use runtime::JobError;
use sortition::{
    encoding::sha256,
    endings::Ending,
    receipt::{self, Receipt},
};
use web::Service;

use crate::{
    domain::Draw,
    ending,
    keys::fault,
    store::{receipt as receipts, seal, sealed},
};

pub fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let mut moved = 0;
        for id in seal::ending(service, service.clock.today()).await? {
            moved += step(service, &id).await?;
        }
        Ok(moved)
    })
}

async fn step(service: &Service, id: &str) -> Result<u64, JobError> {
    // Looked at before any transaction is begun: a draw may wait here for months for another's seal.
    for name in ["touches.json", "shown.json"] {
        let touched = sealed::get(service.database.read(), id, name).await?;
        let touched: Vec<String> = serde_json::from_slice(&touched).map_err(StoreError::from)?;
        if !seal::are_open(service.database.read(), &touched).await? {
            return Ok(0);
        }
    }
    let region = list::find::<Draw>(service, id).await?.state.task.region;
    let mut work = Work::begin(service, Who::system(&region), None).await?;
    let Some(mut draw) = work.find::<Draw>(id).await? else { return Ok(0) };
    if draw.state.published.is_some() {
        return Ok(0);
    }
    let content = receipts::file(work.tx(), id, receipt::RECEIPT).await?.ok_or(StoreError::NotFound)?;
    let signed: Receipt = serde_json::from_slice(&content).map_err(StoreError::from)?;
    let digest = sha256(&content);
    let entry = Ending::opened(signed.open, digest).entry().map_err(fault)?;
    ending::log(service, &work, &draw.state, &entry).await?;
    let event = DrawEvent::OpenedToThePublic {
        draw: draw.state.draw,
        task: draw.state.task.task,
        receipt_digest: digest.to_string(),
    };
    work.apply(&mut draw, &[event]).await?;
    work.commit().await?;
    Ok(1)
}
