use ::store::copy::department;
use actix_web::{post, web::Path};
use contracts::api::referral::{DesignateReferral, ReferralView};
use kernel::ids::ReferralId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{deliver::deliver, domain::Referral, store::around::Around};

/// 指定管辖, by the office; binds.
#[utoipa::path(
    tag = "referral",
    params(("id" = uuid::Uuid, Path)),
    request_body = DesignateReferral,
    responses((status = 200, body = ReferralView))
)]
#[post("/api/referral/v1/referrals/{id}/designation")]
pub async fn designate_referral(
    call: Call,
    path: Path<(ReferralId,)>,
    body: Body<DesignateReferral>,
) -> Answer {
    let DesignateReferral { department, reason } = &body.value;
    web::text("reason", reason, 500)?;
    let mut work = call.begin_because(&body.digest, reason).await?;
    let mut referral = work.load::<Referral>(path.0, call.if_match).await.map_err(from_store)?;
    let departments = department::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let known = |department: &_| department::is_known(&departments, department);
    let events = referral.state.designate(department, reason, known)?;
    work.apply(&mut referral, &events).await.map_err(from_store)?;
    let delivered = deliver(&work, &referral.state, department).await.map_err(from_store)?;
    work.apply(&mut referral, &[delivered]).await.map_err(from_store)?;
    let around = Around::of(work.tx(), call.region(), work.today()).await.map_err(from_store)?;
    let view = view(&referral, &around);
    web::ok(work, referral.version, &view).await
}
