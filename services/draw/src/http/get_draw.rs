use ::store::{Loaded, journal};
use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::draw::DrawView;
use kernel::ids::DrawId;
use web::{Answer, Call, Page, PageQuery, page, problem::from_store, shown};

use super::view::{times, view};
use crate::domain::Draw;

/// Draws that the caller may see.
#[utoipa::path(tag = "draw", params(PageQuery), responses((status = 200, body = Page<DrawView>)))]
#[get("/api/draw/v1/draws")]
pub async fn list_draws(call: Call, query: Query<PageQuery>) -> Answer {
    let view = |draw: &Loaded<Draw>| view(draw, call.actor());
    shown(None, &page::page::<Draw, _>(&call, query.into_inner(), view).await?)
}

/// One draw, with the moments of its stages.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = DrawView)))]
#[get("/api/draw/v1/draws/{id}")]
pub async fn get_draw(call: Call, path: Path<(DrawId,)>) -> Answer {
    let draw = call.get::<Draw>(path.0).await?;
    let trail = journal::timeline(call.context(), &draw.id).await.map_err(from_store)?;
    let view = DrawView { times: Some(times(&trail)), ..view(&draw, call.actor()) };
    shown(Some(draw.version), &view)
}
