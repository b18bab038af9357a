use ::store::copy::department;
use actix_web::post;
use contracts::{
    api::referral::{PublishRules, RulesView},
    events::referral::RulesEvent,
};
use serde_json::Value;
use web::{Answer, Body, Call, Problem, problem::from_store};

use crate::{domain::Refusal, store::rules};

/// A new version of the routing rules; each version is kept.
#[utoipa::path(tag = "referral", request_body = PublishRules, responses((status = 201, body = RulesView)))]
#[post("/api/referral/v1/routing-rules")]
pub async fn publish_rules(call: Call, body: Body<PublishRules>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let region = call.region().clone();
    let mut rules = rules::in_force(work.tx(), &region).await.map_err(from_store)?;
    if call.if_match.is_some_and(|version| version != u64::from(rules.version)) {
        return Err(Problem::new("changed_meanwhile", Value::Null));
    }
    let known = department::of_region(work.tx(), &region).await.map_err(from_store)?;
    if let Some(rule) = body.value.rules.iter().find(|rule| !department::is_known(&known, &rule.department)) {
        return Err(Refusal::UnknownDepartment { department: rule.department.clone() }.into());
    }
    let before = u64::from(rules.version);
    let event = RulesEvent::Published { version: rules.version + 1, rules: body.value.rules };
    rules.region = Some(region.clone());
    rules.evolve(&event);
    rules::keep(&work, &region, &rules).await.map_err(from_store)?;
    work.record(&region, &format!("routing-rules-{region}"), before, &[event]).await.map_err(from_store)?;
    web::created(work, before + 1, &RulesView { version: rules.version, rules: rules.rules }).await
}
