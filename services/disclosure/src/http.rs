//! Routes.

mod ask_correction;
mod disclose_result;
mod list_duties;
mod list_results;
mod read_result;
mod refuse_correction;
mod sign_correction;
mod view;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_duties::list_duties)
        .service(list_duties::get_duty)
        .service(disclose_result::disclose_result)
        .service(ask_correction::ask_correction)
        .service(sign_correction::sign_correction)
        .service(refuse_correction::refuse_correction)
        .service(list_results::list_results)
        .service(read_result::read_result);
}

#[derive(OpenApi)]
#[openapi(paths(
    list_duties::list_duties,
    list_duties::get_duty,
    disclose_result::disclose_result,
    ask_correction::ask_correction,
    sign_correction::sign_correction,
    refuse_correction::refuse_correction,
    list_results::list_results,
    read_result::read_result,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
