//! The log's immutable files (C2SP tlog-tiles), below `/api/draw/v1/log/<region>/`: `tile/<L>/<N>[.p/<W>]` and
//! `tile/entries/<N>[.p/<W>]`, where N is written in groups of three digits. One route for each number of segments, so that
//! every one stands in the access table.

use actix_web::{
    HttpResponse, get,
    http::header::{CACHE_CONTROL, HeaderValue},
    web::Path,
};
use kernel::RegionCode;
use translog::Resource;
use web::{Answer, Call, Problem, problem::from_store};

use crate::{
    keys,
    log::{Log, file},
};

/// A year: what a tile holds never changes.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A whole tile or bundle of entries, such as `tile/0/000`.
#[utoipa::path(
    tag = "draw",
    params(("region" = RegionCode, Path), ("level" = String, Path), ("index" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/draw/v1/log/{region}/tile/{level}/{index}")]
pub async fn read_tile(call: Call, path: Path<(RegionCode, String, String)>) -> Answer {
    let (region, level, index) = path.into_inner();
    answer(&call, &region, &[&level, &index]).await
}

/// A part of one, such as `tile/0/000.p/4`, or a whole one beyond the first thousand, such as `tile/0/x001/000`.
#[utoipa::path(
    tag = "draw",
    params(
        ("region" = RegionCode, Path),
        ("level" = String, Path),
        ("group" = String, Path),
        ("rest" = String, Path)
    ),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/draw/v1/log/{region}/tile/{level}/{group}/{rest}")]
pub async fn read_tile_in_group(call: Call, path: Path<(RegionCode, String, String, String)>) -> Answer {
    let (region, level, group, rest) = path.into_inner();
    answer(&call, &region, &[&level, &group, &rest]).await
}

/// A part of one beyond the first thousand, such as `tile/0/x001/000.p/4`.
#[utoipa::path(
    tag = "draw",
    params(
        ("region" = RegionCode, Path),
        ("level" = String, Path),
        ("group" = String, Path),
        ("index" = String, Path),
        ("rest" = String, Path)
    ),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/api/draw/v1/log/{region}/tile/{level}/{group}/{index}/{rest}")]
pub async fn read_part_in_group(
    call: Call,
    path: Path<(RegionCode, String, String, String, String)>,
) -> Answer {
    let (region, level, group, index, rest) = path.into_inner();
    answer(&call, &region, &[&level, &group, &index, &rest]).await
}

async fn answer(call: &Call, region: &RegionCode, segments: &[&str]) -> Answer {
    let resource: Resource =
        format!("tile/{}", segments.join("/")).parse().map_err(|_| Problem::not_found())?;
    let (on, origin) = (call.context().database.read(), keys::origin(&call.service, region));
    let log = Log::open(on, region, &origin).await.map_err(from_store)?;
    if !resource.fits(log.size()) {
        return Err(Problem::not_found());
    }
    let bytes = file(on, region, resource).await.map_err(from_store)?;
    let mut response = HttpResponse::Ok();
    response.insert_header((CACHE_CONTROL, FOR_GOOD)).content_type("application/octet-stream");
    Ok(response.body(bytes))
}
