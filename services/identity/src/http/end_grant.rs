use ::store::journal;
use actix_web::{post, web::Path};
use contracts::{
    api::identity::{EndGrant, EndedGrant},
    events::identity::AccountEvent,
};
use kernel::Role;
use uuid::Uuid;
use web::{Answer, Body, Call, Problem, problem::from_store, token::Revoked};

use super::revoking;
use crate::{domain::Refusal, store::grant};

/// Ends a grant for good; no service takes a token under it any more. The grant itself stays on record.
#[utoipa::path(tag = "identity", params(("id" = uuid::Uuid, Path)), request_body = EndGrant, responses((status = 200, body = EndedGrant)))]
#[post("/api/identity/v1/grants/{id}/end")]
pub async fn end_grant(call: Call, path: Path<(Uuid,)>, body: Body<EndGrant>) -> Answer {
    web::text("reason", &body.value.reason, 500)?;
    let mut work = call.begin_because(&body.digest, &body.value.reason).await?;
    let found = grant::find(work.tx(), call.region(), path.0).await.map_err(from_store)?;
    let ended = found.ok_or_else(Problem::not_found)?;
    if !grant::end(&work, ended.grant).await.map_err(from_store)? {
        return Err(Refusal::GrantEnded.into());
    }
    if ended.role == Role::Administrator {
        let left = grant::administrators(work.tx(), call.region(), work.today()).await.map_err(from_store)?;
        if left.is_empty() {
            return Err(Refusal::LastAdministrator.into());
        }
    }
    let revoked = revoking::keep(&call, &work, vec![Revoked::of_grant(ended.grant)]).await?;
    let account = ended.account.to_string();
    let from = journal::last_version(work.tx(), &account).await.map_err(from_store)?;
    let event = AccountEvent::GrantEnded { account: ended.account, grant: ended.grant };
    work.record(call.region(), &account, from, &[event]).await.map_err(from_store)?;
    let view = EndedGrant { grant: ended.grant, account: ended.account };
    let answer = web::ok(work, from + 1, &view).await?;
    revoking::tell(&call, revoked);
    Ok(answer)
}
