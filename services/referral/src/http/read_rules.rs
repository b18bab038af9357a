use actix_web::get;
use contracts::api::referral::RulesView;
use web::{Answer, Call, problem::from_store, shown};

use crate::store::rules;

/// The routing rules in force.
#[utoipa::path(tag = "referral", responses((status = 200, body = RulesView)))]
#[get("/api/referral/v1/routing-rules")]
pub async fn read_rules(call: Call) -> Answer {
    let rules = rules::in_force(call.context().database.read(), call.region()).await.map_err(from_store)?;
    shown(Some(u64::from(rules.version)), &RulesView { version: rules.version, rules: rules.rules })
}
