//! 账号与权限: who may act as what, and what waits for a second person.

mod list;
mod open;
mod requests;

use actix_web::web::{self as actix, ServiceConfig};
use kernel::Role;

/// Roles that a person can be given, in the order of the form.
const GIVEN: [Role; 11] = [
    Role::Clerk,
    Role::Leader,
    Role::Principal,
    Role::Inspector,
    Role::Office,
    Role::Observer,
    Role::Auditor,
    Role::DrawParty,
    Role::DepartmentIt,
    Role::System,
    Role::Administrator,
];

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/accounts", actix::get().to(list::show))
        .route("/accounts/new", actix::get().to(open::show))
        .route("/accounts/new", actix::post().to(open::take))
        .route("/accounts/requests", actix::get().to(requests::show))
        .route("/accounts/requests/{id}", actix::post().to(requests::decide))
        .route("/accounts/grants/{id}/end", actix::get().to(list::ask_end))
        .route("/accounts/grants/{id}/end", actix::post().to(list::end));
}

/// The word under which the API knows a role.
fn word(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
