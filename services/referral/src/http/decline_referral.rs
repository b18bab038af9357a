use ::store::copy::department;
use actix_web::{post, web::Path};
use contracts::{
    api::referral::{DeclineReferral, ReferralView},
    events::referral::ReferralEvent,
};
use kernel::ids::ReferralId;
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::{deliver::deliver, domain::Referral, store::around::Around};

/// 退回, with legal basis and proposed owner.
#[utoipa::path(
    tag = "referral",
    params(("id" = uuid::Uuid, Path)),
    request_body = DeclineReferral,
    responses((status = 200, body = ReferralView))
)]
#[post("/api/referral/v1/referrals/{id}/decline")]
pub async fn decline_referral(call: Call, path: Path<(ReferralId,)>, body: Body<DeclineReferral>) -> Answer {
    let DeclineReferral { legal_basis, proposed_owner } = &body.value;
    web::text("legal_basis", legal_basis, 500)?;
    let mut work = call.begin_because(&body.digest, legal_basis).await?;
    let mut referral = work.load::<Referral>(path.0, call.if_match).await.map_err(from_store)?;
    let departments = department::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let known = |department: &_| department::is_known(&departments, department);
    let asked = (legal_basis.as_str(), proposed_owner);
    let events = referral.state.decline(call.actor(), work.now(), asked, known)?;
    work.apply(&mut referral, &events).await.map_err(from_store)?;
    if let Some(ReferralEvent::Rerouted { to, .. }) = events.last() {
        let delivered = deliver(&work, &referral.state, to).await.map_err(from_store)?;
        work.apply(&mut referral, &[delivered]).await.map_err(from_store)?;
    }
    let around = Around::of(work.tx(), call.region(), work.today()).await.map_err(from_store)?;
    let view = view(&referral, &around);
    web::ok(work, referral.version, &view).await
}
