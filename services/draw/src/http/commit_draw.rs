use actix_web::{post, web::Path};
use contracts::{api::draw::DrawView, events::draw::DrawEvent};
use kernel::ids::DrawId;
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::{domain::Draw, ending, keys::fault, sealed_state::SealedState, store::sealed};

/// Commits to everything that decides the draw; the commit stands in the public log before anybody reveals.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = DrawView)))]
#[post("/api/draw/v1/draws/{id}/commit")]
pub async fn commit_draw(call: Call, path: Path<(DrawId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut draw = work.load::<Draw>(path.0, call.if_match).await.map_err(from_store)?;
    draw.state.may_commit(call.actor(), work.now().timestamp().unsigned_abs())?;
    let state = SealedState::load(&work, &draw.state).await.map_err(from_store)?;
    let commit = state.compose_commit(&work, &draw.state).await.map_err(from_store)?;
    let entry = commit.to_json().map_err(|e| from_store(fault(e)))?;
    let id = draw.id.clone();
    let place = ending::log(&call.service, &work, &draw.state, &entry).await.map_err(from_store)?;
    sealed::put(&work, &id, "commit.json", entry).await.map_err(from_store)?;
    sealed::put(&work, &id, "log/commit", place.to_string().into_bytes()).await.map_err(from_store)?;
    let event = DrawEvent::Committed {
        draw: draw.state.draw,
        task: draw.state.task.task,
        commit: commit.commit.to_string(),
    };
    work.apply(&mut draw, &[event]).await.map_err(from_store)?;
    let view = view(&draw, call.actor());
    web::ok(work, draw.version, &view).await
}
