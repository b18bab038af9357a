use actix_web::{post, web::Path};
use contracts::api::inspection::{FieldNote, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::domain::Visit;

/// Checks in on site (art. 19: every joint inspection visits the object).
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = FieldNote, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/start")]
pub async fn start_visit(call: Call, path: Path<(VisitId,)>, body: Body<FieldNote>) -> Answer {
    let mut work = call.begin_at(&body.digest, body.value.at).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.start(call.actor(), work.today())?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
