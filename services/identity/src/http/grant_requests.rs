//! Powerful roles that wait for a second person.

use ::store::{Loaded, journal};
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::identity::{GrantRequestView, RefuseGrant},
    events::identity::AccountEvent,
};
use uuid::Uuid;
use web::{Answer, Body, Call, Empty, Page, PageQuery, page, problem::from_store, shown};

use crate::{domain::Request, store::grant};

fn view(loaded: &Loaded<Request>) -> GrantRequestView {
    let content = &loaded.state.content;
    GrantRequestView {
        request: content.request,
        version: loaded.version,
        state: loaded.state.word().to_owned(),
        grant: content.grant.clone(),
        login: content.login.clone(),
        asked_by: content.asked_by,
        reason: content.reason.clone(),
        refusal: loaded.state.refusal(),
    }
}

/// Requests of the caller's region.
#[utoipa::path(tag = "identity", params(PageQuery), responses((status = 200, body = Page<GrantRequestView>)))]
#[get("/api/identity/v1/grant-requests")]
pub async fn list_grant_requests(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Request, _>(&call, query.into_inner(), view).await?)
}

/// Another administrator or the office gives the role.
#[utoipa::path(tag = "identity", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = GrantRequestView)))]
#[post("/api/identity/v1/grant-requests/{id}/approval")]
pub async fn approve_grant(call: Call, path: Path<(Uuid,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut request = work.load::<Request>(path.0, call.if_match).await.map_err(from_store)?;
    let events = request.state.approve(call.actor())?;
    work.apply(&mut request, &events).await.map_err(from_store)?;
    let given = request.state.content.grant.clone();
    grant::insert(&work, &given).await.map_err(from_store)?;
    let account = given.account.to_string();
    let from = journal::last_version(work.tx(), &account).await.map_err(from_store)?;
    let event = AccountEvent::GrantAdded(given);
    work.record(call.region(), &account, from, &[event]).await.map_err(from_store)?;
    let view = view(&request);
    web::ok(work, request.version, &view).await
}

/// The role is not given, for a reason.
#[utoipa::path(tag = "identity", params(("id" = uuid::Uuid, Path)), request_body = RefuseGrant, responses((status = 200, body = GrantRequestView)))]
#[post("/api/identity/v1/grant-requests/{id}/refusal")]
pub async fn refuse_grant(call: Call, path: Path<(Uuid,)>, body: Body<RefuseGrant>) -> Answer {
    web::text("reason", &body.value.reason, 500)?;
    let mut work = call.begin_because(&body.digest, &body.value.reason).await?;
    let mut request = work.load::<Request>(path.0, call.if_match).await.map_err(from_store)?;
    let events = request.state.refuse(&body.value.reason)?;
    work.apply(&mut request, &events).await.map_err(from_store)?;
    let view = view(&request);
    web::ok(work, request.version, &view).await
}
