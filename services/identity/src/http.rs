//! Routes.

mod list_keys;
mod open_accounts;
mod open_first_administrator;
mod open_rehearsal;
mod opening;
mod refresh_session;
mod service_token;
mod sessions;
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
        .service(who_am_i::who_am_i)
        .service(open_accounts::open_accounts);
}

#[derive(OpenApi)]
#[openapi(paths(
    list_keys::list_keys,
    open_first_administrator::open_first_administrator,
    open_rehearsal::open_rehearsal,
    service_token::issue_service_token,
    sign_in::sign_in,
    refresh_session::refresh_session,
    who_am_i::who_am_i,
    open_accounts::open_accounts,
))]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
