use actix_web::{get, web::Path};
use contracts::api::referral::ReferralView;
use kernel::ids::ReferralId;
use web::{Answer, Call, problem::from_store, shown};

use super::view::view;
use crate::{domain::Referral, store::around::Around};

/// One referral, with why it is where it is.
#[utoipa::path(tag = "referral", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = ReferralView)))]
#[get("/api/referral/v1/referrals/{id}")]
pub async fn get_referral(call: Call, path: Path<(ReferralId,)>) -> Answer {
    let referral = call.get::<Referral>(path.0).await?;
    let around = Around::of(call.context().database.read(), call.region(), call.context().clock.today());
    shown(Some(referral.version), &view(&referral, &around.await.map_err(from_store)?))
}
