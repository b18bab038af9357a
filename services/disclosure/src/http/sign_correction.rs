use ::store::copy::calendar;
use actix_web::{post, web::Path};
use contracts::api::disclosure::DutyView;
use kernel::ids::DutyId;
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::{domain::Duty, store::correction};

/// The principal (主要负责人) signs the correction that waits; the original stays in view.
#[utoipa::path(
    tag = "disclosure",
    params(("id" = uuid::Uuid, Path)),
    request_body = Empty,
    responses((status = 200, body = DutyView))
)]
#[post("/api/disclosure/v1/duties/{id}/correction")]
pub async fn sign_correction(call: Call, path: Path<(DutyId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut duty = work.load::<Duty>(path.0, call.if_match).await.map_err(from_store)?;
    let events = duty.state.sign(call.actor(), work.today())?;
    correction::decided(&work, path.0).await.map_err(from_store)?;
    work.apply(&mut duty, &events).await.map_err(from_store)?;
    let calendar = calendar::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let view = view(&duty, &calendar, work.today());
    web::ok(work, duty.version, &view).await
}
