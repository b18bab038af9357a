use actix_web::{HttpResponse, get, web::Path};
use kernel::ids::ImportId;
use serde_json::json;
use web::{Answer, Call, Problem, problem::from_store};

use crate::{
    report::{self, Taken},
    store::import,
};

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows that an import refused as a workbook, marked with who took it and when; the export stands on the trail.
#[utoipa::path(
    tag = "pool",
    params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
#[get("/api/pool/v1/imports/{id}/report.xlsx")]
pub async fn export_import_report(call: Call, path: Path<(ImportId,)>) -> Answer {
    let view = super::get_import::visible(&call, path.0).await?;
    let read = call.context().database.read();
    let rows = import::rows(read, call.region(), path.0, 0, view.rejected_rows).await.map_err(from_store)?;
    let mut work = call.begin("").await?;
    let id = path.0.to_string();
    let data = json!({"import": id, "rows": rows.len()});
    work.note(call.region(), &id, "import-report-exported", data).await.map_err(from_store)?;
    let taken = Taken { by: call.actor().clone(), at: work.now() };
    work.commit().await.map_err(from_store)?;
    let workbook =
        report::workbook(&view, &rows, &taken).map_err(|error| Problem::fault(&error.to_string()))?;
    let name = format!("attachment; filename=\"import-{id}.xlsx\"");
    Ok(HttpResponse::Ok()
        .content_type(MEDIA_TYPE)
        .insert_header(("Content-Disposition", name))
        .body(workbook))
}
