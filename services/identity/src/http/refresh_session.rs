use actix_web::post;
use contracts::api::identity::{RefreshSession, SessionView};
use web::{Answer, Body, Call, problem::from_store, shown};

use super::sessions;
use crate::{
    domain::Refusal,
    store::{grant, session},
};

/// A fresh token; names another grant to act in another role.
#[utoipa::path(tag = "identity", request_body = RefreshSession, responses((status = 200, body = SessionView)))]
#[post("/api/identity/v1/sessions/refresh")]
pub async fn refresh_session(call: Call, body: Body<RefreshSession>) -> Answer {
    let RefreshSession { refresh, grant: named } = &body.value;
    let read = call.context().database.read();
    let found = session::find(read, &refresh.0).await.map_err(from_store)?;
    let now_us = call.context().clock.now().timestamp_micros();
    let Some(session) = found.filter(|session| session.expires_us > now_us) else {
        return Err(Refusal::SessionInvalid.into());
    };
    let grants = grant::of_account(read, &session.account).await.map_err(from_store)?;
    shown(None, &sessions::view(&call.service, grants, *named, refresh.0.clone()).await?)
}
