use actix_web::post;
use contracts::api::identity::{RotateKey, RotatedKey};
use web::{Answer, Body, Call, problem::from_store};

use crate::token_keys;

/// Has tokens signed with a new key from now on. Tokens under the old one are good until they end by themselves.
#[utoipa::path(tag = "identity", request_body = RotateKey, responses((status = 201, body = RotatedKey)))]
#[post("/api/identity/v1/keys/rotation")]
pub async fn rotate_key(call: Call, body: Body<RotateKey>) -> Answer {
    web::text("reason", &body.value.reason, 500)?;
    let mut work = call.begin_because(&body.digest, &body.value.reason).await?;
    let (kid, version) =
        token_keys::rotate(&call.service, &mut work, call.region()).await.map_err(from_store)?;
    web::created(work, version, &RotatedKey { kid }).await
}
