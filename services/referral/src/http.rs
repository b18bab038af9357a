//! Routes.

mod accept_referral;
mod conclude_referral;
mod decline_referral;
mod designate_referral;
mod get_referral;
mod list_referrals;
mod publish_rules;
mod read_evidence;
mod read_feed;
mod read_rules;
mod view;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_referrals::list_referrals)
        .service(get_referral::get_referral)
        .service(accept_referral::accept_referral)
        .service(decline_referral::decline_referral)
        .service(designate_referral::designate_referral)
        .service(conclude_referral::conclude_referral)
        .service(read_evidence::read_evidence)
        .service(read_feed::read_feed)
        .service(read_rules::read_rules)
        .service(publish_rules::publish_rules);
}

#[derive(OpenApi)]
#[openapi(paths(
    list_referrals::list_referrals,
    get_referral::get_referral,
    accept_referral::accept_referral,
    decline_referral::decline_referral,
    designate_referral::designate_referral,
    conclude_referral::conclude_referral,
    read_evidence::read_evidence,
    read_feed::read_feed,
    read_rules::read_rules,
    publish_rules::publish_rules,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
