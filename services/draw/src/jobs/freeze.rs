//! Freeze: the snapshot's rows with salts and statuses, their roots, and the operator's share.

use ::store::{Who, Work, list};
use contracts::{api::pool::Snapshot, events::draw::DrawEvent};
use futures_util::future::BoxFuture;
use kernel::Entropy;
use runtime::JobError;
use sortition::{encoding::Hash, ledger, plan::Plan, pool, roster};
use web::Service;

use crate::{
    compose::Frozen,
    domain::Draw,
    keys,
    log::Log,
    sealed_state::{self, FROZEN_PARTS},
    store::{seal, sealed},
};

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
    let bytes = match seen.pool_of {
        None => Some(service.peers.artefact("pool", digest).await?),
        Some(_) => None,
    };
    let mut work = Work::begin(service, Who::system(&seen.task.region), None).await?;
    let Some(mut draw) = work.find::<Draw>(id).await? else { return Ok(0) };
    if draw.state.stage != seen.stage {
        return Ok(0);
    }
    let mut frozen = match (bytes, seen.pool_of) {
        (Some(bytes), _) => compose(service, &work, &draw.state, bytes).await?,
        (None, Some(earlier)) => take_over(&work, &earlier.to_string(), id).await?,
        (None, None) => return Ok(0),
    };
    let (plan, strata) = (plan(&work, id).await?, sealed_state::strata(&work, id).await?);
    draw.state.strata = strata.counted(&frozen.pool);
    let event = match frozen.freeze(&plan) {
        Err(reason) => {
            let reason = strata.told(&reason);
            DrawEvent::Impossible { draw: draw.state.draw, reason }
        }
        Ok(freeze) => {
            if seen.pool_of.is_none() {
                // Only now is the pool sorted as it is to be kept.
                sealed::put(&work, id, "pool.csv", pool::to_csv(&frozen.pool)).await?;
            }
            sealed::put(&work, id, "op_share", Entropy::bytes32(&*service.entropy).to_vec()).await?;
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

async fn plan(work: &Work, id: &str) -> Result<Plan, JobError> {
    let plan = sealed::get(work.tx(), id, "plan.json").await?;
    Plan::from_json(&plan).map_err(|e| JobError::Other(e.to_string()))
}

/// Composes the rows from the snapshot and keeps them.
async fn compose(service: &Service, work: &Work, draw: &Draw, bytes: Vec<u8>) -> Result<Frozen, JobError> {
    let id = draw.draw.to_string();
    let snapshot: Snapshot = serde_json::from_slice(&bytes).map_err(|e| JobError::Other(e.to_string()))?;
    let (plan, strata) = (plan(work, &id).await?, sealed_state::strata(work, &id).await?);
    let alias = Hash::from(Entropy::bytes32(&*service.entropy));
    // Read before the ledger: a draw that ends in between then counts for both, never for neither.
    let origin = keys::origin(service, &draw.task.region);
    let size = Log::open(work.tx(), &draw.task.region, &origin).await?.size();
    let frozen = Frozen::compose(work, draw, &plan, &snapshot, (&alias, &strata)).await?;
    let touches = seal::holders(work, &draw.task.region, draw.years()).await?;
    let touches = serde_json::to_vec(&touches).map_err(|e| JobError::Other(e.to_string()))?;
    let parts = [
        ("log/freeze", size.to_string().into_bytes()),
        ("snapshot.json", bytes),
        ("roster.csv", roster::to_csv(&frozen.roster)),
        ("recusals.csv", roster::recusals_to_csv(&frozen.recusals)),
        ("ledger.csv", ledger::to_csv(&frozen.ledger)),
        ("alias", alias.0.to_vec()),
        ("touches.json", touches),
    ];
    for (name, content) in parts {
        sealed::put(work, &id, name, content).await?;
    }
    Ok(frozen)
}

/// After a void that let shares be seen, the next try draws from the same rows, or one could void until the pool suits.
async fn take_over(work: &Work, earlier: &str, id: &str) -> Result<Frozen, JobError> {
    for name in FROZEN_PARTS {
        let content = sealed::get(work.tx(), earlier, name).await?;
        sealed::put(work, id, name, content).await?;
    }
    Ok(sealed_state::frozen(work, id).await?)
}
