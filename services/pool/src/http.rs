//! Routes.

mod add_recusal;
mod add_reference;
mod confirmations;
mod export_import_report;
mod forget_person;
mod get_import;
mod get_inspector;
mod get_inspector_name;
mod get_object;
mod import_library;
mod list_inspectors;
mod list_objects;
mod query;
mod read_inspector_history;
mod read_object_history;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(import_library::import_objects)
        .service(import_library::import_inspectors)
        .service(get_import::get_import)
        .service(get_import::list_rejected_rows)
        .service(export_import_report::export_import_report)
        .service(list_objects::list_objects)
        .service(get_object::get_object)
        .service(read_object_history::read_object_history)
        .service(forget_person::forget_contact)
        .service(list_inspectors::list_inspectors)
        .service(get_inspector::get_inspector)
        .service(get_inspector_name::get_inspector_name)
        .service(read_inspector_history::read_inspector_history)
        .service(forget_person::forget_inspector)
        .service(add_recusal::add_recusal)
        .service(add_reference::reference_object)
        .service(add_reference::reference_inspector)
        .service(confirmations::list_confirmations)
        .service(confirmations::confirm_library);
}

#[derive(OpenApi)]
#[openapi(paths(
    import_library::import_objects,
    import_library::import_inspectors,
    get_import::get_import,
    get_import::list_rejected_rows,
    export_import_report::export_import_report,
    list_objects::list_objects,
    get_object::get_object,
    read_object_history::read_object_history,
    forget_person::forget_contact,
    list_inspectors::list_inspectors,
    get_inspector::get_inspector,
    get_inspector_name::get_inspector_name,
    read_inspector_history::read_inspector_history,
    forget_person::forget_inspector,
    add_recusal::add_recusal,
    add_reference::reference_object,
    add_reference::reference_inspector,
    confirmations::list_confirmations,
    confirmations::confirm_library,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
