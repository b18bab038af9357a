use actix_web::{post, web::Path};
use contracts::api::referral::ReferralView;
use kernel::ids::ReferralId;
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::{domain::Referral, store::around::Around};

/// 接收
#[utoipa::path(
    tag = "referral",
    params(("id" = uuid::Uuid, Path)),
    request_body = Empty,
    responses((status = 200, body = ReferralView))
)]
#[post("/api/referral/v1/referrals/{id}/acceptance")]
pub async fn accept_referral(call: Call, path: Path<(ReferralId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut referral = work.load::<Referral>(path.0, call.if_match).await.map_err(from_store)?;
    let events = referral.state.accept(call.actor(), work.now())?;
    work.apply(&mut referral, &events).await.map_err(from_store)?;
    let around = Around::of(work.tx(), call.region(), work.today()).await.map_err(from_store)?;
    let view = view(&referral, &around);
    web::ok(work, referral.version, &view).await
}
