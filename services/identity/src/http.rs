//! Routes.

mod add_grant;
mod change_password;
mod end_grant;
mod end_session;
mod failures;
mod grant_requests;
mod granting;
mod list_accounts;
mod list_keys;
mod list_people;
mod list_revocations;
mod open_accounts;
mod open_first_administrator;
mod open_rehearsal;
mod opening;
mod refresh_session;
mod revoking;
mod rotate_key;
pub(crate) mod service_token;
pub(crate) mod sessions;
mod sign_in;
mod who_am_i;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_keys::list_keys)
        .service(open_first_administrator::open_first_administrator)
        .service(open_rehearsal::open_rehearsal)
        .service(service_token::issue_service_token)
        .service(sign_in::sign_in)
        .service(refresh_session::refresh_session)
        .service(end_session::end_session)
        .service(who_am_i::who_am_i)
        .service(list_people::list_people)
        .service(open_accounts::open_accounts)
        .service(change_password::change_password)
        .service(list_accounts::list_accounts)
        .service(add_grant::add_grant)
        .service(end_grant::end_grant)
        .service(grant_requests::list_grant_requests)
        .service(grant_requests::approve_grant)
        .service(grant_requests::refuse_grant)
        .service(rotate_key::rotate_key)
        .service(list_revocations::list_revocations);
}

#[derive(OpenApi)]
#[openapi(paths(
    list_keys::list_keys,
    open_first_administrator::open_first_administrator,
    open_rehearsal::open_rehearsal,
    service_token::issue_service_token,
    sign_in::sign_in,
    refresh_session::refresh_session,
    end_session::end_session,
    who_am_i::who_am_i,
    list_people::list_people,
    open_accounts::open_accounts,
    change_password::change_password,
    list_accounts::list_accounts,
    add_grant::add_grant,
    end_grant::end_grant,
    grant_requests::list_grant_requests,
    grant_requests::approve_grant,
    grant_requests::refuse_grant,
    rotate_key::rotate_key,
    list_revocations::list_revocations,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
