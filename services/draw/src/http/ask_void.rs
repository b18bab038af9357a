use actix_web::{post, web::Path};
use contracts::api::draw::{AskVoid, DrawView};
use kernel::ids::DrawId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::domain::Draw;

/// The office asks that a draw be void. The note stays in the journal.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), request_body = AskVoid, responses((status = 200, body = DrawView)))]
#[post("/api/draw/v1/draws/{id}/void-request")]
pub async fn ask_void(call: Call, path: Path<(DrawId,)>, body: Body<AskVoid>) -> Answer {
    let AskVoid { reason, note } = &body.value;
    web::text("note", note, 500)?;
    let mut work = call.begin_because(&body.digest, note).await?;
    let mut draw = work.load::<Draw>(path.0, call.if_match).await.map_err(from_store)?;
    let events = draw.state.ask_void(call.actor(), *reason)?;
    work.apply(&mut draw, &events).await.map_err(from_store)?;
    let view = view(&draw, call.actor());
    web::ok(work, draw.version, &view).await
}
