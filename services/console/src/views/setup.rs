//! What an administrator sets up before anybody works: the region and its departments, the calendar, the routing rules.

mod calendar;
mod departments;
mod rules;

use actix_web::web::{self as actix, ServiceConfig};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/departments", actix::get().to(departments::show))
        .route("/departments/region", actix::post().to(departments::open_region))
        .route("/departments/new", actix::post().to(departments::register))
        .route("/calendar", actix::get().to(calendar::show))
        .route("/routing-rules", actix::get().to(rules::show))
        .route("/routing-rules", actix::post().to(rules::publish));
}
