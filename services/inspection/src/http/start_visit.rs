use actix_web::{post, web::Path};
use contracts::api::inspection::{FieldNote, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{document, domain::Visit};

/// Checks in on site (art. 19: every joint inspection visits the object). With the first the on-site record gets its
/// number.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = FieldNote, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/start")]
pub async fn start_visit(call: Call, path: Path<(VisitId,)>, body: Body<FieldNote>) -> Answer {
    let mut work = call.begin_at(&body.digest, body.value.at).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.start(call.actor(), work.today())?;
    if visit.state.record_number.is_none() {
        let number = document::number(&work, document::RECORD, &visit.state.initiating).await?;
        visit.state.record_number = Some(number);
    }
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
