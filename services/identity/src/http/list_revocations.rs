use actix_web::get;
use web::{Answer, Call, Problem, problem::from_store, shown, token::RevokedSet};

use crate::store::revoked;

/// Tokens that are good no longer although their time is not over; for the services of the installation.
#[utoipa::path(tag = "identity", responses((status = 200, body = RevokedSet)))]
#[get("/api/identity/v1/revocations")]
pub async fn list_revocations(call: Call) -> Answer {
    if call.peer.is_none() {
        return Err(Problem::not_found());
    }
    let now = call.context().clock.now().timestamp();
    shown(None, &revoked::at(call.context().database.read(), now).await.map_err(from_store)?)
}
