use actix_web::{HttpResponse, get, web::Path};
use kernel::ids::DrawId;
use serde_json::json;
use web::{Answer, Call, Problem, problem::from_store};

use crate::{domain::Draw, store::receipt};

/// A file of the whole receipt, for auditors; each reading is noted.
#[utoipa::path(
    tag = "draw",
    params(("id" = uuid::Uuid, Path), ("file" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/draw/v1/draws/{id}/receipt/{file}")]
pub async fn read_receipt(call: Call, path: Path<(DrawId, String)>) -> Answer {
    let draw = call.get::<Draw>(path.0).await?;
    let found = receipt::file(call.context().database.read(), &draw.id, &path.1).await.map_err(from_store)?;
    let content = found.ok_or_else(Problem::not_found)?;
    let mut work = call.begin("").await?;
    work.note(call.region(), &draw.id, "receipt-read", json!({"file": path.1})).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    Ok(HttpResponse::Ok().content_type("application/octet-stream").body(content))
}
