use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::ObjectView;
use kernel::ObjectId;
use serde_json::json;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::{list_objects::view, query::Purpose};
use crate::store::{object, person_key, reference};

/// One object with its whole contact. The look is noted with its purpose.
#[utoipa::path(tag = "pool", params(("id" = ObjectId, Path), Purpose), responses((status = 200, body = ObjectView)))]
#[get("/api/pool/v1/objects/{id}")]
pub async fn get_object(call: Call, path: Path<(ObjectId,)>, query: Query<Purpose>) -> Answer {
    web::text("purpose", &query.purpose, 200)?;
    let mut work = call.begin_because("", &query.purpose).await?;
    let found = object::find(work.tx(), call.region(), &path.0).await.map_err(from_store)?;
    let (row, key) = found.ok_or_else(Problem::not_found)?;
    let data = json!({"object": path.0, "purpose": query.purpose});
    let about = format!("{}/{}", call.region(), path.0);
    work.note(call.region(), &about, "personal-data-seen", data).await.map_err(from_store)?;
    let external = reference::of(work.tx(), call.region(), path.0.as_str()).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    let phone = person_key::reveal(row.phone.as_deref(), key.as_deref());
    shown(None, &ObjectView { external, ..view(row.kept().map_err(from_store)?, phone) })
}
