use actix_web::{post, web::Path};
use contracts::api::draw::DrawView;
use kernel::ids::DrawId;
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::{domain::Draw, ending};

/// The principal of the initiating department approves the void: it stands in the log, and the task gets its next try.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = DrawView)))]
#[post("/api/draw/v1/draws/{id}/void-approval")]
pub async fn approve_void(call: Call, path: Path<(DrawId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut draw = work.load::<Draw>(path.0, call.if_match).await.map_err(from_store)?;
    let reason = draw.state.approve_void(call.actor())?;
    let entry = ending::void_entry(&work, &draw.state, reason).await.map_err(from_store)?;
    ending::log(&call.service, &work, &draw.state, &entry).await.map_err(from_store)?;
    let event = draw.state.voided(reason);
    work.apply(&mut draw, &[event]).await.map_err(from_store)?;
    ending::repeat(&mut work, &draw.state).await.map_err(from_store)?;
    let view = view(&draw, call.actor());
    web::ok(work, draw.version, &view).await
}
