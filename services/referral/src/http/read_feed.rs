use actix_web::{get, web::Query};
use contracts::api::referral::Feed;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, problem::from_store, shown};

use crate::store::delivery;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FeedQuery {
    /// The last delivery that the department has.
    #[serde(default)]
    #[param(maximum = 9007199254740991_i64)]
    after: u64,
}

/// A department's deliveries in order, for its own system: gap-free and chained by digest.
#[utoipa::path(tag = "referral", params(FeedQuery), responses((status = 200, body = Feed)))]
#[get("/api/referral/v1/feed")]
pub async fn read_feed(call: Call, query: Query<FeedQuery>) -> Answer {
    let after = query.after.min(i64::MAX as u64);
    let read = call.context().database.read();
    let deliveries = delivery::after(read, call.department()?, after, 500).await.map_err(from_store)?;
    shown(None, &Feed { deliveries })
}
