use ::store::{artefact, copy::calendar};
use actix_web::{post, web::Path};
use contracts::{
    api::disclosure::{DiscloseResult, DutyView},
    events::{disclosure::DisclosureEvent, inspection::ResultFormed},
};
use kernel::ids::DutyId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{domain::Duty, store::disclosed};

/// 公示: the department discloses its own results. They never change after.
#[utoipa::path(
    tag = "disclosure",
    params(("id" = uuid::Uuid, Path)),
    request_body = DiscloseResult,
    responses((status = 200, body = DutyView))
)]
#[post("/api/disclosure/v1/duties/{id}/disclosure")]
pub async fn disclose_result(call: Call, path: Path<(DutyId,)>, body: Body<DiscloseResult>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut duty = work.load::<Duty>(path.0, call.if_match).await.map_err(from_store)?;
    let digest = |result: &ResultFormed| {
        artefact::digest(&serde_json::to_vec(&(&result.object, &result.items)).unwrap_or_default())
    };
    let events = duty.state.disclose(call.actor(), work.today(), digest, body.value.external)?;
    if let Some(DisclosureEvent::Disclosed(content)) = events.first() {
        disclosed::keep(&work, call.region(), content).await.map_err(from_store)?;
    }
    work.apply(&mut duty, &events).await.map_err(from_store)?;
    let calendar = calendar::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let view = view(&duty, &calendar, work.today());
    web::ok(work, duty.version, &view).await
}
