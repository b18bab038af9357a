use actix_web::post;
use contracts::api::identity::{RefreshSession, SessionView};
use web::{Answer, Body, Call, problem::from_store, shown};

use super::sessions;
use crate::{
    domain::{self, Refusal},
    store::{grant, session},
};

/// A fresh token; names another grant to act in another role. Where none is named the one acted by last is kept, and where
/// that is over the first in force.
#[utoipa::path(tag = "identity", request_body = RefreshSession, responses((status = 200, body = SessionView)))]
#[post("/api/identity/v1/sessions/refresh")]
pub async fn refresh_session(call: Call, body: Body<RefreshSession>) -> Answer {
    let RefreshSession { refresh, grant: named } = &body.value;
    let database = &call.context().database;
    let found = session::find(database.read(), &refresh.0).await.map_err(from_store)?;
    let now_us = call.context().clock.now().timestamp_micros();
    let Some(session) = found.filter(|session| session.expires_us > now_us) else {
        return Err(Refusal::SessionInvalid.into());
    };
    let grants = grant::of_account(database.read(), &session.account).await.map_err(from_store)?;
    let acting = session.acting.and_then(|grant| grant.parse().ok());
    let today = call.context().clock.today();
    let kept = acting.filter(|grant| domain::choose(&grants, Some(*grant), today).is_ok());
    let view = sessions::view(&call.service, grants, named.or(kept), refresh.0.clone()).await?;
    if acting != Some(view.grant) {
        session::act_by(database, &refresh.0, view.grant).await.map_err(from_store)?;
    }
    shown(None, &view)
}
