use actix_web::{post, web::Path};
use contracts::api::inspection::{AskCancellation, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::domain::Visit;

/// Asks to call off a visit that has not begun: its leader or the initiating clerk.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = AskCancellation, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/cancellation")]
pub async fn ask_cancellation(call: Call, path: Path<(VisitId,)>, body: Body<AskCancellation>) -> Answer {
    let reason = &body.value.reason;
    web::text("reason", reason, 500)?;
    let mut work = call.begin_because(&body.digest, reason).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.ask_cancellation(call.actor(), reason)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
