use actix_web::get;
use web::{Answer, Call, problem::from_store, shown, token::KeySet};

use crate::token_keys;

/// The public keys by which tokens are checked.
#[utoipa::path(tag = "identity", responses((status = 200, body = KeySet)))]
#[get("/api/identity/v1/keys")]
pub async fn list_keys(call: Call) -> Answer {
    shown(None, &token_keys::public(&call.service).await.map_err(from_store)?)
}
