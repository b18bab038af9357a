use actix_web::{post, web::Path};
use contracts::api::draw::{DrawView, RevealShare};
use kernel::ids::DrawId;
use sortition::{encoding::Hash, shares::check_reveal};
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::view::view;
use crate::{
    domain::{Draw, Refusal},
    sealed_state,
    store::sealed,
};

/// A party opens its share; one that does not fit its promise is refused.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), request_body = RevealShare, responses((status = 200, body = DrawView)))]
#[post("/api/draw/v1/draws/{id}/reveals")]
pub async fn reveal_share(call: Call, path: Path<(DrawId,)>, body: Body<RevealShare>) -> Answer {
    let RevealShare { party, share } = &body.value;
    let share: Hash = share.parse().map_err(|_| Problem::field("share", "应为 64 位十六进制小写字符"))?;
    let mut work = call.begin(&body.digest).await?;
    let mut draw = work.load::<Draw>(path.0, call.if_match).await.map_err(from_store)?;
    let events = draw.state.reveal(call.actor(), party, work.now().timestamp().unsigned_abs())?;
    let commit = sealed_state::commit(&work, &draw.id).await.map_err(from_store)?;
    check_reveal(&commit, party, &share.0).map_err(|e| Refusal::ShareRefused { detail: e.to_string() })?;
    sealed::put(&work, &draw.id, &format!("share/{party}"), share.0.to_vec()).await.map_err(from_store)?;
    work.apply(&mut draw, &events).await.map_err(from_store)?;
    let view = view(&draw, call.actor());
    web::ok(work, draw.version, &view).await
}
