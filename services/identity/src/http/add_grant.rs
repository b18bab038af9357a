use ::store::journal;
use actix_web::post;
use contracts::{
    api::identity::{AddGrant, GrantState, GrantView},
    events::identity::AccountEvent,
};
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::granting::{Given, Granting, give, is_alone};
use crate::store::account;

/// Gives an account of the region one more role; a powerful one waits for a second person where there are two
/// administrators.
#[utoipa::path(tag = "identity", request_body = AddGrant, responses((status = 201, body = GrantView)))]
#[post("/api/identity/v1/grants")]
pub async fn add_grant(call: Call, body: Body<AddGrant>) -> Answer {
    let AddGrant { account, grant, reason } = &body.value;
    web::text("reason", reason, 500)?;
    let mut work = call.begin_because(&body.digest, reason).await?;
    let row = account::find(work.tx(), account).await.map_err(from_store)?;
    let row = row.filter(|row| row.region == call.region().as_str()).ok_or_else(Problem::not_found)?;
    let alone = is_alone(&work, call.region()).await?;
    let to = Granting { region: call.region(), account: *account, login: &row.login, reason, alone };
    let view = match give(&mut work, to, grant).await? {
        Given::Asked { request, grant } => {
            GrantView { state: GrantState::Asked, grant, request: Some(request) }
        }
        Given::InForce(grant) => {
            let from = journal::last_version(work.tx(), &row.id).await.map_err(from_store)?;
            let event = AccountEvent::GrantAdded(grant.clone());
            work.record(call.region(), &row.id, from, &[event]).await.map_err(from_store)?;
            GrantView { state: GrantState::InForce, grant, request: None }
        }
    };
    web::created(work, 1, &view).await
}
