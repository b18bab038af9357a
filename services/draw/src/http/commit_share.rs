use actix_web::{post, web::Path};
use contracts::api::draw::{CommitShare, DrawView};
use kernel::ids::DrawId;
use sortition::encoding::Hash;
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::view::view;
use crate::domain::Draw;

/// A party's promise. The share behind it stays with the party until the commit stands in the log.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), request_body = CommitShare, responses((status = 200, body = DrawView)))]
#[post("/api/draw/v1/draws/{id}/commitments")]
pub async fn commit_share(call: Call, path: Path<(DrawId,)>, body: Body<CommitShare>) -> Answer {
    let CommitShare { party, commitment } = &body.value;
    let _well_formed: Hash =
        commitment.parse().map_err(|_| Problem::field("commitment", "应为 64 位十六进制小写字符"))?;
    let mut work = call.begin(&body.digest).await?;
    let mut draw = work.load::<Draw>(path.0, call.if_match).await.map_err(from_store)?;
    let events = draw.state.promise(call.actor(), party, commitment)?;
    work.apply(&mut draw, &events).await.map_err(from_store)?;
    let view = view(&draw, call.actor());
    web::ok(work, draw.version, &view).await
}
