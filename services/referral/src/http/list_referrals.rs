use actix_web::{get, web::Query};
use contracts::api::referral::ReferralView;
use web::{Answer, Call, Page, PageQuery, page, problem::from_store, shown};

use super::view::view;
use crate::{domain::Referral, store::around::Around};

/// Referrals that the caller may see.
#[utoipa::path(tag = "referral", params(PageQuery), responses((status = 200, body = Page<ReferralView>)))]
#[get("/api/referral/v1/referrals")]
pub async fn list_referrals(call: Call, query: Query<PageQuery>) -> Answer {
    let around = Around::of(call.context().database.read(), call.region(), call.context().clock.today());
    let around = around.await.map_err(from_store)?;
    let page = page::page::<Referral, _>(&call, query.into_inner(), |loaded| view(loaded, &around)).await?;
    shown(None, &page)
}
