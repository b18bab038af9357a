use actix_web::{get, web::Query};
use contracts::api::referral::ReferralView;
use web::{Answer, Call, Page, PageQuery, page, problem::from_store, shown};

use super::view::view;
use ::store::copy::calendar;

use crate::domain::Referral;

/// Referrals that the caller may see.
#[utoipa::path(tag = "referral", params(PageQuery), responses((status = 200, body = Page<ReferralView>)))]
#[get("/api/referral/v1/referrals")]
pub async fn list_referrals(call: Call, query: Query<PageQuery>) -> Answer {
    let calendar =
        calendar::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    let today = call.context().clock.today();
    let page =
        page::page::<Referral, _>(&call, query.into_inner(), |loaded| view(loaded, &calendar, today)).await?;
    shown(None, &page)
}
