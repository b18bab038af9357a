use actix_web::{post, web::Path};
use contracts::api::inspection::VisitView;
use kernel::ids::VisitId;
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::domain::Visit;

/// The leader in charge (分管负责人) of the department approves the replacement (art. 16): the team changes, and the one
/// who was replaced sees the visit no longer.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/substitutions/approval")]
pub async fn approve_substitution(call: Call, path: Path<(VisitId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.approve_substitution(call.actor(), work.today())?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}

/// The leader in charge does not agree; the team stays as it was drawn.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/substitutions/rejection")]
pub async fn reject_substitution(call: Call, path: Path<(VisitId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.reject_substitution(call.actor())?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
