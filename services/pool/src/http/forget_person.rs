//! Forgetting a person by deleting the key (art. 25). It cannot be undone.

use actix_web::{
    delete,
    web::{Path, Query},
};
use contracts::api::pool::Forgotten;
use kernel::{InspectorId, ObjectId};
use web::{Answer, Call, problem::from_store};

use super::query::Reason;
use crate::{commands::forget, store::library};

/// Forgets an inspector, who leaves the library with it.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path), Reason), responses((status = 200, body = Forgotten)))]
#[delete("/api/pool/v1/inspectors/{id}/person-key")]
pub async fn forget_inspector(call: Call, path: Path<(InspectorId,)>, query: Query<Reason>) -> Answer {
    web::text("reason", &query.reason, 500)?;
    let mut work = call.begin_because("", &query.reason).await?;
    let forgotten = forget::inspector(&mut work, path.0).await.map_err(from_store)?;
    let version = library::version(work.tx(), call.region()).await.map_err(from_store)?;
    web::ok(work, version, &Forgotten { forgotten }).await
}

/// Forgets the contact of an object.
#[utoipa::path(tag = "pool", params(("id" = ObjectId, Path), Reason), responses((status = 200, body = Forgotten)))]
#[delete("/api/pool/v1/objects/{id}/person-key")]
pub async fn forget_contact(call: Call, path: Path<(ObjectId,)>, query: Query<Reason>) -> Answer {
    web::text("reason", &query.reason, 500)?;
    let mut work = call.begin_because("", &query.reason).await?;
    let forgotten = forget::contact(&mut work, &path.0).await.map_err(from_store)?;
    let version = library::version(work.tx(), call.region()).await.map_err(from_store)?;
    web::ok(work, version, &Forgotten { forgotten }).await
}
