use actix_web::{post, web::Path};
use contracts::api::inspection::{SignObject, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{domain::Visit, dossier};

/// The object signs or seals the record table, or its refusal is noted (art. 20(2)).
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = SignObject, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/object-signature")]
pub async fn sign_object(call: Call, path: Path<(VisitId,)>, body: Body<SignObject>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.sign_object(
        call.actor(),
        work.today(),
        body.value.refused,
        body.value.evidence.as_ref(),
    )?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    dossier::seal_late(&mut work, &mut visit).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
