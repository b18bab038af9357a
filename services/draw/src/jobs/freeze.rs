//! Freeze: the snapshot's rows with salts and statuses, their roots, and the operator's share.

use ::store::{Who, Work, list};
use contracts::{api::pool::Snapshot, events::draw::DrawEvent};
use futures_util::future::BoxFuture;
use kernel::Entropy;
use runtime::JobError;
use sortition::{encoding::Hash, ledger, plan::Plan, pool, roster};
use web::Service;

use crate::{compose::Frozen, domain::Draw, store::sealed};

pub fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let mut moved = 0;
        for id in list::waiting::<Draw>(service, &["opened"], 10).await? {
            moved += step(service, &id).await?;
        }
        Ok(moved)
    })
}

async fn step(service: &Service, id: &str) -> Result<u64, JobError> {
    let seen = list::find::<Draw>(service, id).await?.state;
    let Some(digest) = &seen.snapshot else { return Ok(0) };
    // Fetched before the transaction begins: nobody waits for the network with the database held.
    let bytes = service.peers.artefact("pool", digest).await?;
    let snapshot: Snapshot = serde_json::from_slice(&bytes).map_err(|e| JobError::Other(e.to_string()))?;
    let mut work = Work::begin(service, Who::system(&seen.task.region), None).await?;
    let Some(mut draw) = work.find::<Draw>(id).await? else { return Ok(0) };
    if draw.state.stage != seen.stage {
        return Ok(0);
    }
    let plan = Plan::from_json(&sealed::get(work.tx(), id, "plan.json").await?)
        .map_err(|e| JobError::Other(e.to_string()))?;
    let alias = Hash::from(Entropy::bytes32(&*service.entropy));
    let mut frozen = Frozen::compose(&work, &draw.state, &plan, &snapshot, &alias).await?;
    let event = match frozen.freeze(&plan) {
        Err(reason) => DrawEvent::Impossible { draw: draw.state.draw, reason },
        Ok(freeze) => {
            let op_share = Entropy::bytes32(&*service.entropy);
            let parts = [
                ("snapshot.json", bytes),
                ("pool.csv", pool::to_csv(&frozen.pool)),
                ("roster.csv", roster::to_csv(&frozen.roster)),
                ("recusals.csv", roster::recusals_to_csv(&frozen.recusals)),
                ("ledger.csv", ledger::to_csv(&frozen.ledger)),
                ("alias", alias.0.to_vec()),
                ("op_share", op_share.to_vec()),
            ];
            for (name, content) in parts {
                sealed::put(&work, id, name, content).await?;
            }
            DrawEvent::Frozen {
                draw: draw.state.draw,
                pool_root: freeze.pool_root.to_string(),
                roster_root: freeze.roster_root.to_string(),
                objects: freeze.n,
                inspectors: frozen.roster.len() as u64,
            }
        }
    };
    work.apply(&mut draw, &[event]).await?;
    work.commit().await?;
    Ok(1)
}
