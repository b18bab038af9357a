//! Routes.

mod add_evidence;
mod approve_cancellation;
mod ask_cancellation;
mod ask_substitution;
mod decide_substitution;
mod end_visit;
mod findings;
mod notify_object;
mod pre_check_visit;
mod read_evidence;
mod record_item;
mod schedule_visit;
mod sign_object;
mod sign_visit;
mod start_visit;
mod take_measure;
mod view;
mod visits;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(visits::list_visits)
        .service(visits::get_visit)
        .service(pre_check_visit::pre_check_visit)
        .service(schedule_visit::schedule_visit)
        .service(notify_object::notify_object)
        .service(ask_substitution::ask_substitution)
        .service(decide_substitution::approve_substitution)
        .service(decide_substitution::reject_substitution)
        .service(ask_cancellation::ask_cancellation)
        .service(approve_cancellation::approve_cancellation)
        .service(start_visit::start_visit)
        .service(take_measure::take_measure)
        .service(add_evidence::add_evidence)
        .service(read_evidence::read_evidence)
        .service(read_evidence::read_dossier)
        .service(record_item::record_item)
        .service(sign_visit::sign_visit)
        .service(sign_object::sign_object)
        .service(end_visit::end_visit)
        .service(findings::list_findings);
}

#[derive(OpenApi)]
#[openapi(paths(
    visits::list_visits,
    visits::get_visit,
    pre_check_visit::pre_check_visit,
    schedule_visit::schedule_visit,
    notify_object::notify_object,
    ask_substitution::ask_substitution,
    decide_substitution::approve_substitution,
    decide_substitution::reject_substitution,
    ask_cancellation::ask_cancellation,
    approve_cancellation::approve_cancellation,
    start_visit::start_visit,
    take_measure::take_measure,
    add_evidence::add_evidence,
    read_evidence::read_evidence,
    read_evidence::read_dossier,
    record_item::record_item,
    sign_visit::sign_visit,
    sign_object::sign_object,
    end_visit::end_visit,
    findings::list_findings,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
