//! How a draw that gave no list ends in the log, and how the next try begins.

use ::store::{Loaded, StoreError, Work};
use contracts::events::draw::{DrawEvent, VoidReason};
use kernel::ids::DrawId;
use sortition::{endings::Ending, shares::ShareSet};
use web::Service;

use crate::{
    domain::{Draw, Stage},
    keys::{self, fault},
    log::Log,
    sealed_state,
    store::sealed,
};

/// Appends one entry to the region's log and returns its place.
pub async fn log(service: &Service, work: &Work, draw: &Draw, entry: &[u8]) -> Result<u64, StoreError> {
    let region = &draw.task.region;
    let mut log = Log::open(work.tx(), region, &keys::origin(service, region)).await?;
    let place = log.append(work, entry).await?;
    log.save(work).await?;
    Ok(place)
}

/// The entry of a void. Once the share set is closed, what would have been the list is given away with it.
pub async fn void_entry(work: &Work, draw: &Draw, reason: VoidReason) -> Result<Vec<u8>, StoreError> {
    let (id, reason) = (draw.draw.to_string(), reason.sentence());
    let ending = if draw.stage == Stage::Withheld {
        let commit = sealed_state::commit(work, &id).await?;
        let shares = sealed_state::revealed(work, draw).await?;
        let set = ShareSet::close(&commit, &shares).map_err(fault)?;
        let op_share = sealed_state::op_share(work, &id).await?;
        // Bodies by code, never persons: the journal knows who it was.
        let approvals = [format!("{}-office", draw.task.region), draw.task.scheme.initiating.to_string()];
        Ending::void_after_reveal(&commit, &set, &op_share, reason, approvals)
    } else {
        Ending::void_before_reveal(open(draw)?, reason)
    };
    ending.entry().map_err(fault)
}

/// The entry of a draw of which nothing came in its time.
pub fn expiry_entry(draw: &Draw) -> Result<Vec<u8>, StoreError> {
    Ending::expired(open(draw)?).entry().map_err(fault)
}

/// The entry that closes the share set as it stands.
pub async fn reveal_entry(work: &Work, draw: &Draw) -> Result<(Vec<u8>, DrawEvent), StoreError> {
    let commit = sealed_state::commit(work, &draw.draw.to_string()).await?;
    let shares = sealed_state::revealed(work, draw).await?;
    let set = ShareSet::close(&commit, &shares).map_err(fault)?;
    let event = DrawEvent::Revealed { draw: draw.draw, reveal_root: set.reveal_root().to_string() };
    Ok((set.entry(&commit).map_err(fault)?, event))
}

/// The next try for the same task: a draw of its own, with a number of its own once it is opened. The ended draw keeps
/// its number. The initiating department opens the new one as it did the first.
pub async fn repeat(work: &mut Work, ended: &Draw) -> Result<Loaded<Draw>, StoreError> {
    let draw: DrawId = work.new_id();
    let mut next = Draw::request(draw, ended.task.clone());
    next.repeats = Some(ended.draw);
    next.snapshot.clone_from(&ended.snapshot);
    // Where the shares have been seen, nobody may change the pool any more by trying again. An ended try that was itself
    // bound to a pool hands it on.
    next.pool_of = if ended.reveal_root.is_some() { Some(ended.draw) } else { ended.pool_of };
    let event = DrawEvent::Requested { draw, task: next.task.task, repeats: next.repeats };
    work.create(draw, next, &[event]).await
}

/// The salt of the strata's names: the earlier draw's own where its pool is taken over.
pub async fn strata_salt(work: &Work, draw: &Draw) -> Result<Vec<u8>, StoreError> {
    match draw.pool_of {
        Some(earlier) => sealed::get(work.tx(), &earlier.to_string(), "strata").await,
        None => {
            let mut salt = vec![0; 16];
            kernel::Entropy::fill(&*work.context().entropy, &mut salt);
            Ok(salt)
        }
    }
}

fn open(draw: &Draw) -> Result<sortition::encoding::Hash, StoreError> {
    draw.open.as_deref().unwrap_or_default().parse().map_err(fault)
}
