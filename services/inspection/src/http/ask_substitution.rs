use actix_web::{post, web::Path};
use contracts::api::{
    inspection::{AskSubstitution, VisitView},
    lists::TeamList,
};
use kernel::ids::VisitId;
use serde_json::Value;
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::view::view;
use crate::domain::{Visit, Wish};

/// Asks to replace a drawn inspector (art. 16), with a colleague who stands on the list that the draw fixed.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = AskSubstitution, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/substitutions")]
pub async fn ask_substitution(call: Call, path: Path<(VisitId,)>, body: Body<AskSubstitution>) -> Answer {
    web::optional_text("text", &body.value.text, 500)?;
    // Fetched before the transaction begins: nobody waits for the network with the database held.
    let teams = teams(&call, path.0).await?;
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let asked = body.value;
    let wish =
        Wish { drawn: asked.drawn, replacement: asked.replacement, reason: asked.reason, detail: asked.text };
    let teams = teams.ok_or_else(Problem::not_found)?;
    let events = visit.state.ask_substitution(call.actor(), work.today(), wish, &teams)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}

/// The drawn teams; none where the caller does not see the visit, who may still ask again for an earlier answer.
async fn teams(call: &Call, visit: VisitId) -> Result<Option<TeamList>, Problem> {
    let Ok(seen) = call.get::<Visit>(visit).await else { return Ok(None) };
    let bytes = call.service.peers.artefact("draw", &seen.state.teams).await.map_err(|error| {
        tracing::warn!(%error, "the drawn teams cannot be fetched");
        Problem::new("upstream_not_ready", Value::Null)
    })?;
    serde_json::from_slice(&bytes).map(Some).map_err(|error| Problem::fault(&error.to_string()))
}
