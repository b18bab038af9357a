//! Routes.

mod calendar;
mod catalogues;
mod city_plans;
mod current_catalogue;
mod plans;
mod proposals;
mod registry;
mod tasks;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(registry::open_region)
        .service(registry::register_department)
        .service(registry::list_regions)
        .service(registry::list_departments)
        .service(calendar::publish_notice)
        .service(calendar::compute_due)
        .service(calendar::list_calendar_days)
        .service(calendar::list_calendar_notices)
        .service(catalogues::draft_catalogue)
        .service(catalogues::publish_catalogue)
        .service(catalogues::list_catalogues)
        .service(current_catalogue::read_current_catalogue)
        .service(plans::submit_plan)
        .service(plans::resubmit_plan)
        .service(plans::confirm_plan)
        .service(plans::return_plan)
        .service(plans::publish_plan)
        .service(plans::amend_plan)
        .service(plans::list_plans)
        .service(plans::get_plan)
        .service(plans::list_plan_editions)
        .service(city_plans::publish_city_plan)
        .service(city_plans::list_city_plans)
        .service(city_plans::get_city_plan)
        .service(proposals::submit_proposal)
        .service(proposals::handle_proposal)
        .service(proposals::list_proposals)
        .service(proposals::get_proposal)
        .service(tasks::draft_task)
        .service(tasks::agree_task)
        .service(tasks::object_to_scheme)
        .service(tasks::revise_scheme)
        .service(tasks::approve_task)
        .service(tasks::release_task)
        .service(tasks::list_tasks)
        .service(tasks::get_task);
}

#[derive(OpenApi)]
#[openapi(paths(
    registry::open_region,
    registry::register_department,
    registry::list_regions,
    registry::list_departments,
    calendar::publish_notice,
    calendar::compute_due,
    calendar::list_calendar_days,
    calendar::list_calendar_notices,
    catalogues::draft_catalogue,
    catalogues::publish_catalogue,
    catalogues::list_catalogues,
    current_catalogue::read_current_catalogue,
    plans::submit_plan,
    plans::resubmit_plan,
    plans::confirm_plan,
    plans::return_plan,
    plans::publish_plan,
    plans::amend_plan,
    plans::list_plans,
    plans::get_plan,
    plans::list_plan_editions,
    city_plans::publish_city_plan,
    city_plans::list_city_plans,
    city_plans::get_city_plan,
    proposals::submit_proposal,
    proposals::handle_proposal,
    proposals::list_proposals,
    proposals::get_proposal,
    tasks::draft_task,
    tasks::agree_task,
    tasks::object_to_scheme,
    tasks::revise_scheme,
    tasks::approve_task,
    tasks::release_task,
    tasks::list_tasks,
    tasks::get_task,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
