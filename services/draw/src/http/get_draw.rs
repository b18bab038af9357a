use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::draw::DrawView;
use kernel::ids::DrawId;
use web::{Answer, Call, Page, PageQuery, page, shown};

use super::view::view;
use crate::domain::Draw;

/// Draws that the caller may see.
#[utoipa::path(tag = "draw", params(PageQuery), responses((status = 200, body = Page<DrawView>)))]
#[get("/api/draw/v1/draws")]
pub async fn list_draws(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Draw, _>(&call, query.into_inner(), view).await?)
}

/// One draw.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = DrawView)))]
#[get("/api/draw/v1/draws/{id}")]
pub async fn get_draw(call: Call, path: Path<(DrawId,)>) -> Answer {
    let draw = call.get::<Draw>(path.0).await?;
    shown(Some(draw.version), &view(&draw))
}
