use actix_web::{HttpResponse, get, web::Path};
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
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(note))
}
