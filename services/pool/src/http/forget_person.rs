//! Forgetting a person by deleting the key (art. 25). It cannot be undone.

use ::store::Work;
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
    done(&call, work, version, forgotten).await
}

/// Forgets the contact of an object.
#[utoipa::path(tag = "pool", params(("id" = ObjectId, Path), Reason), responses((status = 200, body = Forgotten)))]
#[delete("/api/pool/v1/objects/{id}/person-key")]
pub async fn forget_contact(call: Call, path: Path<(ObjectId,)>, query: Query<Reason>) -> Answer {
    web::text("reason", &query.reason, 500)?;
    let mut work = call.begin_because("", &query.reason).await?;
    let forgotten = forget::contact(&mut work, &path.0).await.map_err(from_store)?;
    let version = library::version(work.tx(), call.region()).await.map_err(from_store)?;
    done(&call, work, version, forgotten).await
}

/// The answer, once the key is out of the files too. Where somebody still reads what was, the hourly look takes it out.
async fn done(call: &Call, work: Work, version: u64, forgotten: bool) -> Answer {
    let answer = web::ok(work, version, &Forgotten { forgotten }).await?;
    if let Err(error) = call.context().database.scrub().await {
        tracing::warn!(%error, "a deleted key is not out of the files yet");
    }
    Ok(answer)
}
