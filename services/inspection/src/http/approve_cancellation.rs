use actix_web::{post, web::Path};
use contracts::api::inspection::VisitView;
use kernel::ids::VisitId;
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::domain::Visit;

/// The leader in charge of the initiating department grants the cancellation; its object was not inspected, and nobody
/// outside the circle learns that it was drawn.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/cancellation/approval")]
pub async fn approve_cancellation(call: Call, path: Path<(VisitId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.approve_cancellation(call.actor())?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
