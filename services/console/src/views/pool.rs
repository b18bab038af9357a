//! 两库: 检查对象名录, 执法检查人员名录, their imports, and what each department confirms before a draw.

mod confirmations;
mod import;
mod inspectors;
mod multipart;
mod objects;
mod purpose;
mod report;
mod words;

use actix_web::web::{self as actix, ServiceConfig};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/confirmations", actix::get().to(confirmations::show))
        .route("/confirmations/{task}", actix::get().to(confirmations::ask))
        .route("/confirmations/{task}", actix::post().to(confirmations::take))
        .route("/objects", actix::get().to(objects::list))
        .route("/objects/{id}", actix::get().to(objects::detail))
        .route("/inspectors", actix::get().to(inspectors::list))
        .route("/inspectors/{id}", actix::get().to(inspectors::detail))
        .route("/imports", actix::get().to(import::show))
        .route("/imports", actix::post().to(import::take))
        .route("/imports/{id}", actix::get().to(report::show))
        .route("/imports/{id}/report.xlsx", actix::get().to(report::xlsx));
}
