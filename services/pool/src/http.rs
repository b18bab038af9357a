//! Routes.

mod add_recusal;
mod confirmations;
mod import_inspectors;
mod import_objects;
mod inspectors;
mod list_objects;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(import_objects::import_objects)
        .service(import_inspectors::import_inspectors)
        .service(list_objects::list_objects)
        .service(inspectors::list_inspectors)
        .service(inspectors::get_inspector)
        .service(add_recusal::add_recusal)
        .service(confirmations::list_confirmations)
        .service(confirmations::confirm_library);
}

#[derive(OpenApi)]
#[openapi(paths(
    import_objects::import_objects,
    import_inspectors::import_inspectors,
    list_objects::list_objects,
    inspectors::list_inspectors,
    inspectors::get_inspector,
    add_recusal::add_recusal,
    confirmations::list_confirmations,
    confirmations::confirm_library,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
