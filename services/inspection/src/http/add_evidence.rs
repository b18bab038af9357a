use ::store::artefact;
use actix_web::{post, web::Path};
use contracts::api::inspection::EvidenceView;
use kernel::ids::VisitId;
use serde_json::{Value, json};
use web::{Answer, Call, Problem, Upload, problem::from_store};

use crate::{domain::Visit, media::is_what_it_says};

/// Largest evidence file, bytes.
const MAX: usize = 20 << 20;

/// Uploads evidence; it is known by its digest from here on. The content must be what its media type says.
#[utoipa::path(
    tag = "inspection",
    params(("id" = uuid::Uuid, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = EvidenceView))
)]
#[post("/api/inspection/v1/visits/{id}/evidence")]
pub async fn add_evidence(call: Call, path: Path<(VisitId,)>, upload: Upload) -> Answer {
    if upload.bytes.is_empty() {
        return Err(Problem::new("bad_request", json!({"detail": "文件是空的"})));
    }
    if upload.bytes.len() > MAX {
        return Err(Problem::new("too_large", json!({"limit": "20 MB"})));
    }
    match is_what_it_says(&upload.media_type, &upload.bytes) {
        Some(true) => {}
        Some(false) => {
            return Err(Problem::new("not_what_it_says", json!({"media_type": upload.media_type})));
        }
        None => return Err(Problem::new("unsupported_media", Value::Null)),
    }
    let mut work = call.begin(&upload.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let bytes = upload.bytes.len() as u64;
    let events =
        visit.state.add_evidence(call.actor(), work.today(), &upload.digest, bytes, &upload.media_type)?;
    let digest = artefact::keep(&work, call.region(), &upload.media_type, upload.bytes.to_vec()).await;
    let digest = digest.map_err(from_store)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    web::created(work, visit.version, &EvidenceView { digest, bytes }).await
}
