use actix_web::{post, web::Path};
use contracts::api::inspection::{ScheduleVisit, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::domain::{Schedule, Visit};

/// The leader sets the day and the mode of the visit (art. 17).
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = ScheduleVisit, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/schedule")]
pub async fn schedule_visit(call: Call, path: Path<(VisitId,)>, body: Body<ScheduleVisit>) -> Answer {
    web::optional_text("mode", &body.value.mode, 500)?;
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let schedule = Schedule { on: body.value.on, mode: body.value.mode.clone() };
    let events = visit.state.arrange(call.actor(), work.today(), schedule)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
