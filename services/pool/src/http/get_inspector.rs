use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::InspectorView;
use kernel::InspectorId;
use serde_json::json;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::{list_inspectors::view, query::Purpose};
use crate::store::{inspector, person_key, reference};

/// One inspector with the whole name and certificate number. The look is noted with its purpose (art. 25).
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path), Purpose), responses((status = 200, body = InspectorView)))]
#[get("/api/pool/v1/inspectors/{id}")]
pub async fn get_inspector(call: Call, path: Path<(InspectorId,)>, query: Query<Purpose>) -> Answer {
    web::text("purpose", &query.purpose, 200)?;
    let mut work = call.begin_because("", &query.purpose).await?;
    let id = path.0.to_string();
    let row = inspector::find(work.tx(), call.region(), &id).await.map_err(from_store)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let data = json!({"inspector": id, "purpose": query.purpose});
    work.note(call.region(), &id, "personal-data-seen", data).await.map_err(from_store)?;
    let external = reference::of(work.tx(), call.region(), &id).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    let mut view = view(&row, str::to_owned)?;
    view.certificate = person_key::reveal(row.sealed_certificate.as_deref(), row.key.as_deref());
    view.external = external;
    shown(None, &view)
}
