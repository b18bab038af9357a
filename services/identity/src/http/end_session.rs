use ::store::journal;
use actix_web::{HttpResponse, post};
use contracts::{api::identity::EndSession, events::identity::AccountEvent};
use kernel::AccountId;
use web::{Answer, Body, Call, Problem, problem::from_store, token::Revoked};

use super::{failures, revoking};
use crate::store::{account, session};

/// Ends a session; its tokens are good no longer. Ending one that has ended, or never was, is answered the same.
#[utoipa::path(tag = "identity", request_body = EndSession, responses((status = 204)))]
#[post("/api/identity/v1/sessions/end")]
pub async fn end_session(call: Call, body: Body<EndSession>) -> Answer {
    let (refresh, read) = (&body.value.refresh.0, call.context().database.read());
    let gone = || Ok(HttpResponse::NoContent().finish());
    let Some(found) = session::find(read, refresh).await.map_err(from_store)? else { return gone() };
    let id: AccountId = found.account.parse().map_err(|_| Problem::fault("account of a session"))?;
    let row = account::find(read, &id).await.map_err(from_store)?;
    let row = row.ok_or_else(|| Problem::fault("a session without an account"))?;
    let (mut work, region) = failures::begin(&call, &row).await?;
    if !session::end(&work, refresh).await.map_err(from_store)? {
        return gone();
    }
    work.who.actor.account = id;
    let revoked = revoking::keep(&call, &work, vec![Revoked::of_session(&session::id(refresh))]).await?;
    let from = journal::last_version(work.tx(), &row.id).await.map_err(from_store)?;
    let event = AccountEvent::SessionClosed { account: id };
    work.record(&region, &row.id, from, &[event]).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    revoking::tell(&call, revoked);
    gone()
}
