//! Confirmations of the libraries before a draw (art. 11).

use ::store::Loaded;
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::api::pool::ConfirmationView;
use kernel::ids::TaskId;
use web::{Answer, Body, Call, Empty, Page, PageQuery, page, problem::from_store, shown};

use crate::{domain::Confirmation, store::library};

fn view(loaded: &Loaded<Confirmation>) -> ConfirmationView {
    ConfirmationView {
        task: loaded.state.task.task,
        version: loaded.version,
        state: loaded.state.stage.word().to_owned(),
        asked: loaded.state.asked(),
        confirmed: loaded.state.confirmed.keys().cloned().collect(),
    }
}

/// Confirmations that the caller may see.
#[utoipa::path(tag = "pool", params(PageQuery), responses((status = 200, body = Page<ConfirmationView>)))]
#[get("/api/pool/v1/confirmations")]
pub async fn list_confirmations(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Confirmation, _>(&call, query.into_inner(), view).await?)
}

/// The caller's department answers for its libraries being current for this draw.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = ConfirmationView)))]
#[post("/api/pool/v1/confirmations/{id}/confirmation")]
pub async fn confirm_library(call: Call, path: Path<(TaskId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut confirmation = work.load::<Confirmation>(path.0, call.if_match).await.map_err(from_store)?;
    let version = library::version(work.tx(), call.region()).await.map_err(from_store)?;
    let moved = library::moved(work.tx(), call.region()).await.map_err(from_store)?;
    let events = confirmation.state.confirm(call.actor(), version, &moved)?;
    work.apply(&mut confirmation, &events).await.map_err(from_store)?;
    let view = view(&confirmation);
    web::ok(work, confirmation.version, &view).await
}
