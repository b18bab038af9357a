use actix_web::get;
use kernel::Actor;
use web::{Answer, Call, shown};

/// Who the token says the caller is.
#[utoipa::path(tag = "identity", responses((status = 200, body = Actor)))]
#[get("/api/identity/v1/me")]
pub async fn who_am_i(call: Call) -> Answer {
    shown(None, call.actor())
}
