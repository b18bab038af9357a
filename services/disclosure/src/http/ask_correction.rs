use ::store::copy::calendar;
use actix_web::{post, web::Path};
use contracts::api::disclosure::{DutyView, RequestCorrection};
use kernel::ids::DutyId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{
    domain::{Asked, Duty},
    store::correction,
};

/// Asks the principal for a correction (art. 22).
#[utoipa::path(
    tag = "disclosure",
    params(("id" = uuid::Uuid, Path)),
    request_body = RequestCorrection,
    responses((status = 200, body = DutyView))
)]
#[post("/api/disclosure/v1/duties/{id}/correction-requests")]
pub async fn ask_correction(call: Call, path: Path<(DutyId,)>, body: Body<RequestCorrection>) -> Answer {
    let RequestCorrection { item, to, reason } = body.value;
    web::text("reason", &reason, 1000)?;
    let mut work = call.begin_because(&body.digest, &reason).await?;
    let mut duty = work.load::<Duty>(path.0, call.if_match).await.map_err(from_store)?;
    let (by, at) = (Some(call.actor().account), Some(work.now()));
    let events = duty.state.ask(call.actor(), &Asked { item, to, reason, by, at })?;
    correction::asked(&work, &duty.state.region, path.0).await.map_err(from_store)?;
    work.apply(&mut duty, &events).await.map_err(from_store)?;
    let calendar = calendar::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let view = view(&duty, &calendar, work.today());
    web::ok(work, duty.version, &view).await
}
