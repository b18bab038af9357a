//! 移送: why is this case with us, how long have we got, what do we decide?

mod answer;
mod designate;
mod detail;
mod list;

use actix_web::web::{self as actix, ServiceConfig};
use pages::StatusTag;

/// Working days of the referral clock (art. 20(3)).
const DAYS: u32 = 7;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/referrals", actix::get().to(list::show))
        .route("/referrals/{id}", actix::get().to(detail::show))
        .route("/referrals/{id}", actix::post().to(answer::take))
        .route("/referrals/{id}/designation", actix::post().to(designate::take))
        .route("/referrals/{id}/evidence/{digest}", actix::get().to(detail::evidence));
}

fn status(state: &str) -> StatusTag {
    match state {
        "delivered" => StatusTag::active("已送达，待接收"),
        "accepted" => StatusTag::active("已接收，办理中"),
        "with_office" => StatusTag::office("待指定管辖"),
        "concluded" => StatusTag::done("已办结"),
        _ => StatusTag::plain("状态不明"),
    }
}
