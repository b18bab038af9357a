use actix_web::{post, web::Path};
use contracts::api::referral::{ConcludeReferral, ReferralView};
use kernel::ids::ReferralId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{domain::Referral, store::around::Around};

/// 办结, with its outcome, which goes back to the finding (art. 23).
#[utoipa::path(
    tag = "referral",
    params(("id" = uuid::Uuid, Path)),
    request_body = ConcludeReferral,
    responses((status = 200, body = ReferralView))
)]
#[post("/api/referral/v1/referrals/{id}/conclusion")]
pub async fn conclude_referral(
    call: Call,
    path: Path<(ReferralId,)>,
    body: Body<ConcludeReferral>,
) -> Answer {
    let ConcludeReferral { outcome, note } = &body.value;
    web::optional_text("note", note, 2000)?;
    let mut work = call.begin(&body.digest).await?;
    let mut referral = work.load::<Referral>(path.0, call.if_match).await.map_err(from_store)?;
    let events = referral.state.conclude(call.actor(), *outcome, note)?;
    work.apply(&mut referral, &events).await.map_err(from_store)?;
    let around = Around::of(work.tx(), call.region(), work.today()).await.map_err(from_store)?;
    let view = view(&referral, &around);
    web::ok(work, referral.version, &view).await
}
