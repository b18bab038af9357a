//! Routes. Everything here is read.

mod list_alerts;
mod read_counts;
mod read_coverage;
mod read_duties;
mod read_public_figures;
mod read_timeline;
mod year;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_timeline::read_timeline)
        .service(read_duties::read_duties)
        .service(read_coverage::read_coverage)
        .service(read_counts::read_counts)
        .service(list_alerts::list_alerts)
        .service(read_public_figures::read_public_figures);
}

#[derive(OpenApi)]
#[openapi(paths(
    read_timeline::read_timeline,
    read_duties::read_duties,
    read_coverage::read_coverage,
    read_counts::read_counts,
    list_alerts::list_alerts,
    read_public_figures::read_public_figures,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
