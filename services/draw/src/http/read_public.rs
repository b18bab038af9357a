//! Receipts for everybody, by region and number: the sealed edition from the drawing on, the whole one after the opening.

use actix_web::{HttpResponse, get, http::header::CACHE_CONTROL, web::Path};
use contracts::api::draw::PublicReceipt;
use kernel::RegionCode;
use sortition::receipt::{RECEIPT, SEALED_FILES, WHOLE_FILES};
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::{
    domain::Draw,
    store::{draw, receipt},
};

/// What may be taken of a receipt today.
#[utoipa::path(
    tag = "draw",
    params(("region" = RegionCode, Path), ("seq" = u64, Path)),
    responses((status = 200, body = PublicReceipt))
)]
#[get("/api/draw/v1/receipts/{region}/{seq}")]
pub async fn read_public_receipt(call: Call, path: Path<(RegionCode, u64)>) -> Answer {
    let (region, seq) = path.into_inner();
    let draw = find(&call, &region, seq).await?;
    let whole = || WHOLE_FILES.iter().map(|(name, _)| *name).chain([RECEIPT]);
    let (edition, files): (_, Vec<_>) = match draw.published {
        Some(_) => ("whole", whole().map(str::to_owned).collect()),
        None => ("sealed", SEALED_FILES.into_iter().chain([RECEIPT]).map(str::to_owned).collect()),
    };
    let rehearsal = draw.task.rehearsal;
    shown(
        None,
        &PublicReceipt { region, seq, edition: edition.into(), open_by: draw.open_by, rehearsal, files },
    )
}

/// A file of it.
#[utoipa::path(
    tag = "draw",
    params(("region" = RegionCode, Path), ("seq" = u64, Path), ("file" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/draw/v1/receipts/{region}/{seq}/{file}")]
pub async fn read_public_file(call: Call, path: Path<(RegionCode, u64, String)>) -> Answer {
    let (region, seq, file) = path.into_inner();
    let draw = find(&call, &region, seq).await?;
    let (on, id) = (call.context().database.read(), draw.draw.to_string());
    let is_whole = || file == RECEIPT || WHOLE_FILES.iter().any(|(name, _)| *name == file);
    let found = match draw.published {
        Some(_) if is_whole() => receipt::file(on, &id, &file).await,
        Some(_) => Ok(None),
        None => receipt::sealed_file(on, &id, &file).await,
    };
    let content = found.map_err(from_store)?.ok_or_else(Problem::not_found)?;
    // The edition changes once, at the opening.
    let answer = HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .content_type("application/octet-stream")
        .body(content);
    Ok(answer)
}

/// A draw that has a list; until an open one is published there is nothing of it to be seen.
pub(super) async fn find(call: &Call, region: &RegionCode, seq: u64) -> Result<Draw, Problem> {
    let found = draw::drawn(call.context().database.read(), region, seq).await.map_err(from_store)?;
    let shown = found.filter(|draw| draw.published.is_some() || draw.open_by.is_some());
    shown.ok_or_else(Problem::not_found)
}
