use actix_web::{post, web::Path};
use contracts::api::inspection::{FieldNote, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{domain::Visit, dossier};

/// The leader ends the visit; it is public from here on, and its dossier is sealed.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = FieldNote, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/end")]
pub async fn end_visit(call: Call, path: Path<(VisitId,)>, body: Body<FieldNote>) -> Answer {
    let mut work = call.begin_at(&body.digest, body.value.at).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.end(call.actor(), work.today())?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    dossier::seal(&mut work, &mut visit).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
