//! What of identity waits for a caller: powerful roles that a second person gives.

use ::store::{Loaded, StoreError};
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::Role;
use web::{Call, waiting::Waited};

use crate::domain::Request;

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    if !matches!(call.actor().role, Role::Administrator | Role::Office) {
        return Ok(Vec::new());
    }
    let requests = call.pick(&["asked"]).all::<Request>(call.context()).await?;
    let item = |request: &Loaded<Request>| {
        let content = &request.state.content;
        let title = format!("{}：{}", content.login, content.grant.role.name());
        WaitingItem::new(WaitKind::GrantApproval, &request.id, title)
    };
    Ok(requests.iter().filter(|request| request.state.approve(call.actor()).is_ok()).map(item).collect())
}
