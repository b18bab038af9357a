use ::store::{Loaded, artefact};
use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS},
    web::{Path, Query},
};
use kernel::ids::VisitId;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store};

use crate::domain::Visit;

/// What a file is looked at for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Look {
    /// 1 to 200 characters.
    #[param(min_length = 1, max_length = 200)]
    pub purpose: Option<String>,
}

/// A file of evidence, for those who may read the visit; each look is on the trail (art. 25).
#[utoipa::path(
    tag = "inspection",
    params(("id" = uuid::Uuid, Path), ("digest" = String, Path), Look),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/inspection/v1/visits/{id}/evidence/{digest}")]
pub async fn read_evidence(call: Call, path: Path<(VisitId, String)>, look: Query<Look>) -> Answer {
    let visit = call.get::<Visit>(path.0).await?;
    let file = visit.state.evidence.get(&path.1).ok_or_else(Problem::not_found)?;
    hand_out(&call, &look, &visit, &path.1, &file.media_type).await
}

/// The sealed dossier (检查案卷, art. 27), the latest where what came late was sealed again.
#[utoipa::path(
    tag = "inspection",
    params(("id" = uuid::Uuid, Path), Look),
    responses((status = 200, body = Vec<u8>, content_type = "application/json"))
)]
#[get("/api/inspection/v1/visits/{id}/dossier")]
pub async fn read_dossier(call: Call, path: Path<(VisitId,)>, look: Query<Look>) -> Answer {
    let visit = call.get::<Visit>(path.0).await?;
    let digest = visit.state.dossiers.last().ok_or_else(Problem::not_found)?;
    hand_out(&call, &look, &visit, digest, "application/json").await
}

async fn hand_out(call: &Call, look: &Look, visit: &Loaded<Visit>, digest: &str, media_type: &str) -> Answer {
    let mut work = match &look.purpose {
        Some(purpose) => {
            web::text("purpose", purpose, 200)?;
            call.begin_because("", purpose).await?
        }
        None => call.begin("").await?,
    };
    let found = artefact::find(work.tx(), digest).await.map_err(from_store)?;
    let content = found.ok_or_else(Problem::not_found)?.content;
    let seen = json!({"digest": digest});
    work.note(&visit.state.region, &visit.id, "file-seen", seen).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(content))
}
