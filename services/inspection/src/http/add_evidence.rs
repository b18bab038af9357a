use ::store::artefact;
use actix_web::{
    post,
    web::{Path, Query},
};
use contracts::{api::inspection::EvidenceView, events::inspection::EvidenceKind};
use kernel::{ItemCode, ids::VisitId};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use web::{Answer, Call, Problem, Upload, problem::from_store};

use crate::{
    domain::{Added, Visit},
    media::is_what_it_says,
};

/// Largest evidence file, bytes.
const MAX: usize = 20 << 20;

/// What is said of a file besides its content.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct About {
    /// `photo`, `paper`, `signature`, `recording` or `other`; by the media type where absent.
    kind: Option<EvidenceKind>,
    /// The item that it belongs to.
    item: Option<ItemCode>,
    #[serde(default)]
    #[param(max_length = 200)]
    caption: String,
    #[serde(default)]
    #[param(max_length = 200)]
    file_name: String,
}

/// Uploads evidence; it is known by its digest from here on. The content must be what its media type says.
#[utoipa::path(
    tag = "inspection",
    params(("id" = uuid::Uuid, Path), About),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = EvidenceView))
)]
#[post("/api/inspection/v1/visits/{id}/evidence")]
pub async fn add_evidence(call: Call, path: Path<(VisitId,)>, about: Query<About>, upload: Upload) -> Answer {
    web::optional_text("caption", &about.caption, 200)?;
    web::optional_text("file_name", &about.file_name, 200)?;
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
    let About { kind, item, caption, file_name } = about.into_inner();
    let (digest, media_type, at) = (upload.digest.clone(), upload.media_type.clone(), work.now());
    let added = Added { digest, bytes, media_type, kind, item, caption, file_name, at };
    let events = visit.state.add_evidence(call.actor(), work.today(), added)?;
    let digest = artefact::keep(&work, call.region(), &upload.media_type, upload.bytes.to_vec()).await;
    let digest = digest.map_err(from_store)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    web::created(work, visit.version, &EvidenceView { digest, bytes }).await
}
