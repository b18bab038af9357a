use actix_web::{post, web::Path};
use contracts::{
    api::inspection::{FieldNote, VisitView},
    events::inspection::FindingEvent,
};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{
    domain::{Finding, Visit},
    dossier,
};

/// An inspector signs. The last of a department forms its result and raises its findings, in one commit.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = FieldNote, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/signature")]
pub async fn sign_visit(call: Call, path: Path<(VisitId,)>, body: Body<FieldNote>) -> Answer {
    let mut work = call.begin_at(&body.digest, body.value.at).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let (events, findings) = visit.state.sign(call.actor(), work.today())?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    for raised in findings {
        let event = FindingEvent::Raised(raised.clone());
        work.create(raised.finding, Finding { raised, closed: None }, &[event]).await.map_err(from_store)?;
    }
    dossier::seal_late(&mut work, &mut visit).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
