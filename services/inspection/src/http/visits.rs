use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::inspection::VisitView;
use kernel::ids::VisitId;
use web::{Answer, Call, Page, PageQuery, page, shown};

use super::view::view;
use crate::domain::Visit;

/// Visits that the caller may see: before the end, those of the caller's own circle.
#[utoipa::path(tag = "inspection", params(PageQuery), responses((status = 200, body = Page<VisitView>)))]
#[get("/api/inspection/v1/visits")]
pub async fn list_visits(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Visit, _>(&call, query.into_inner(), view).await?)
}

/// One visit.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = VisitView)))]
#[get("/api/inspection/v1/visits/{id}")]
pub async fn get_visit(call: Call, path: Path<(VisitId,)>) -> Answer {
    let visit = call.get::<Visit>(path.0).await?;
    shown(Some(visit.version), &view(&visit))
}
