//! What of draw waits for a caller.

use ::store::{Aggregate, Loaded, StoreError};
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::{Actor, Role};
use web::{Call, waiting::Waited};

use crate::domain::{Draw, Stage};

/// Stages in which somebody can be waited for.
const OPEN: [&str; 6] = ["requested", "opened", "frozen", "committed", "impossible", "withheld"];

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    let (actor, pick) = (call.actor(), call.pick(&OPEN));
    let pick = match (actor.role, &actor.department) {
        (Role::Clerk | Role::Principal, Some(own)) => pick.of(own),
        (Role::Office | Role::DrawParty, _) => pick,
        _ => return Ok(Vec::new()),
    };
    let now = call.context().clock.now().timestamp().unsigned_abs();
    let draws = pick.all::<Draw>(call.context()).await?;
    Ok(draws.iter().filter_map(|draw| item(draw, actor, now)).collect())
}

/// A draw whose time is over waits for its end alone.
fn item(loaded: &Loaded<Draw>, actor: &Actor, now: u64) -> Option<WaitingItem> {
    let draw = &loaded.state;
    let kind = match actor.role {
        Role::Clerk => for_clerk(draw, now),
        Role::DrawParty => for_party(draw, actor, now),
        Role::Principal => draw.approve_void(actor).is_ok().then_some(WaitKind::VoidApproval),
        _ => (is_stuck(draw) && draw.void.is_none()).then_some(WaitKind::VoidRequest),
    }?;
    let item = WaitingItem::new(kind, &loaded.id, draw.index().title);
    let last = if kind == WaitKind::DrawOpening { Some(draw.task.scheme.from) } else { draw.index().due };
    let item = if is_stuck(draw) { item } else { item.due(last) };
    let comes_from_elsewhere = matches!(actor.role, Role::Office | Role::DrawParty);
    Some(if comes_from_elsewhere { item.from(&draw.task.scheme.initiating) } else { item })
}

fn is_stuck(draw: &Draw) -> bool {
    matches!(draw.stage, Stage::Impossible | Stage::Withheld)
}

fn for_clerk(draw: &Draw, now: u64) -> Option<WaitKind> {
    let promised = draw.parties().iter().all(|party| draw.promises.contains_key(party));
    match draw.stage {
        Stage::Requested if draw.snapshot.is_some() => Some(WaitKind::DrawOpening),
        Stage::Frozen if promised && draw.in_time(now).is_ok() => Some(WaitKind::DrawCommit),
        _ if is_stuck(draw) && draw.void.is_none() => Some(WaitKind::DrawObstructed),
        _ => None,
    }
}

/// The party is the one that the account's department stands for.
fn for_party(draw: &Draw, actor: &Actor, now: u64) -> Option<WaitKind> {
    let own = actor.department.as_ref()?.short();
    if !draw.parties().iter().any(|party| party == own) || draw.in_time(now).is_err() {
        return None;
    }
    let promise = draw.promises.get(own);
    let revealed = draw.revealed.iter().any(|party| party == own);
    match (draw.stage, promise) {
        (Stage::Frozen, None) => Some(WaitKind::ShareCommitment),
        (Stage::Committed, Some((_, account))) if *account == actor.account && !revealed => {
            Some(WaitKind::ShareReveal)
        }
        _ => None,
    }
}
