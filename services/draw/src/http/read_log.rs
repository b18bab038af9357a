use actix_web::{HttpResponse, get, http::header::CACHE_CONTROL, web::Path};
use kernel::RegionCode;
use web::{Answer, Call, problem::from_store};

use crate::{keys, log::Log};

/// The region's signed checkpoint (C2SP tlog-checkpoint).
#[utoipa::path(
    tag = "draw",
    params(("region" = RegionCode, Path)),
    responses((status = 200, body = String, content_type = "text/plain"))
)]
#[get("/api/draw/v1/log/{region}/checkpoint")]
pub async fn read_checkpoint(call: Call, path: Path<(RegionCode,)>) -> Answer {
    let origin = keys::origin(&call.service, &path.0);
    let log = Log::open(call.context().database.read(), &path.0, &origin).await.map_err(from_store)?;
    let signer = keys::log(&call.service, &path.0).map_err(from_store)?;
    let note = log.checkpoint(&signer).map_err(from_store)?;
    let mut response = HttpResponse::Ok();
    // It changes with every entry; a mirror may be a few seconds behind.
    response.insert_header((CACHE_CONTROL, "public, max-age=5")).content_type("text/plain; charset=utf-8");
    Ok(response.body(note))
}
