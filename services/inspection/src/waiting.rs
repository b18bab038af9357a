//! What of inspection waits for a caller. Only visits that the caller sees are here: of a sealed one its circle alone.

use ::store::{Aggregate, Loaded, StoreError};
use contracts::api::waiting::WaitingItem;
use kernel::Role;
use web::{Call, waiting::Waited};

use crate::domain::Visit;

/// Visits that have not ended.
const OPEN: [&str; 3] = ["assigned", "scheduled", "started"];

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    let (actor, open) = (call.actor(), call.pick(&OPEN));
    match actor.role {
        Role::Inspector => {
            let visits = open.all::<Visit>(call.context()).await?;
            let item = |visit: &Loaded<Visit>| {
                let (kind, due) = visit.state.next_for_inspector(actor)?;
                Some(WaitingItem::new(kind, &visit.id, visit.state.index().title).due(due))
            };
            Ok(visits.iter().filter_map(item).collect())
        }
        Role::Leader => {
            let asked: [&[&str]; 2] =
                [&["changes", "substitution_asked"], &["changes", "cancellation_asked"]];
            let visits = open.having(&asked).all::<Visit>(call.context()).await?;
            let items = |visit: &Loaded<Visit>| {
                let (id, title, due) = (visit.id.clone(), visit.state.index().title, visit.state.until);
                let kinds: Vec<_> = visit.state.asked_of_leader(actor).collect();
                kinds.into_iter().map(move |kind| WaitingItem::new(kind, &id, title.as_str()).due(due))
            };
            Ok(visits.iter().flat_map(items).collect())
        }
        _ => Ok(Vec::new()),
    }
}
