//! What of pool waits for a caller: the confirmation of the libraries.

use ::store::{Loaded, StoreError};
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::Role;
use web::{Call, waiting::Waited};

use crate::{
    domain::{Confirmation, Stage},
    store::library,
};

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    let (Role::Clerk, Some(own)) = (call.actor().role, &call.actor().department) else {
        return Ok(Vec::new());
    };
    let states = [Stage::Asked.word(), Stage::Released.word(), Stage::Stale.word()];
    let open = call.pick(&states).all::<Confirmation>(call.context()).await?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let moved = library::moved(call.context().database.read(), call.region()).await?;
    let item = |confirmation: &Loaded<Confirmation>| {
        let scheme = &confirmation.state.task.scheme;
        let item = WaitingItem::new(WaitKind::LibraryConfirmation, &confirmation.id, scheme.title.as_str());
        let item = item.due(scheme.from);
        if scheme.initiating == *own { item } else { item.from(&scheme.initiating) }
    };
    Ok(open.iter().filter(|confirmation| confirmation.state.awaits(own, &moved)).map(item).collect())
}
