use ::store::copy::calendar;
use actix_web::{post, web::Path};
use contracts::api::disclosure::{DutyView, RefuseCorrection};
use kernel::ids::DutyId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{domain::Duty, store::correction};

/// The principal (主要负责人) does not sign the correction that waits, and says why; the result stays as it is.
#[utoipa::path(
    tag = "disclosure",
    params(("id" = uuid::Uuid, Path)),
    request_body = RefuseCorrection,
    responses((status = 200, body = DutyView))
)]
#[post("/api/disclosure/v1/duties/{id}/correction/refusal")]
pub async fn refuse_correction(call: Call, path: Path<(DutyId,)>, body: Body<RefuseCorrection>) -> Answer {
    let reason = &body.value.reason;
    web::text("reason", reason, 1000)?;
    let mut work = call.begin_because(&body.digest, reason).await?;
    let mut duty = work.load::<Duty>(path.0, call.if_match).await.map_err(from_store)?;
    let events = duty.state.refuse(call.actor(), work.today(), reason)?;
    correction::decided(&work, path.0).await.map_err(from_store)?;
    work.apply(&mut duty, &events).await.map_err(from_store)?;
    let calendar = calendar::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let view = view(&duty, &calendar, work.today());
    web::ok(work, duty.version, &view).await
}
