use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS},
    web::{Path, Query},
};
use kernel::ids::ReferralId;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store};

use crate::domain::Referral;

/// What a file is looked at for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Look {
    /// 1 to 200 characters.
    #[param(min_length = 1, max_length = 200)]
    purpose: Option<String>,
}

/// A file of the finding's evidence, for every department that has or had the case: the rest of the visit's record stays
/// with the visit. Each look is on the trail (art. 25).
#[utoipa::path(
    tag = "referral",
    params(("id" = uuid::Uuid, Path), ("digest" = String, Path), Look),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/referral/v1/referrals/{id}/evidence/{digest}")]
pub async fn read_evidence(call: Call, path: Path<(ReferralId, String)>, look: Query<Look>) -> Answer {
    let referral = call.get::<Referral>(path.0).await?;
    let media_type = media_type(&referral.state, &path.1).ok_or_else(Problem::not_found)?;
    // Fetched before the transaction begins: nobody waits for the network with the database held.
    let content = call.service.peers.artefact("inspection", &path.1).await.map_err(|error| {
        tracing::warn!(%error, "the evidence cannot be fetched");
        Problem::new("upstream_not_ready", Value::Null)
    })?;
    let mut work = match &look.purpose {
        Some(purpose) => {
            web::text("purpose", purpose, 200)?;
            call.begin_because("", purpose).await?
        }
        None => call.begin("").await?,
    };
    let seen = json!({"digest": path.1, "finding": referral.state.finding.finding});
    work.note(&referral.state.region, &referral.id, "file-seen", seen).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(content))
}

/// That of a file of this finding; findings raised before files were described do not say it.
fn media_type(referral: &Referral, digest: &String) -> Option<String> {
    let finding = &referral.finding;
    let described = finding.files.iter().find(|file| file.digest == *digest);
    match described {
        Some(file) => Some(file.media_type.clone()),
        None if finding.evidence.contains(digest) => Some("application/octet-stream".to_owned()),
        None => None,
    }
}
