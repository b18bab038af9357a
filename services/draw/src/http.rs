//! Routes.

mod commit_draw;
mod commit_share;
mod get_draw;
mod list_substitutions;
mod open_draw;
mod read_log;
mod read_receipt;
mod reveal_share;

mod view;

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get_draw::list_draws)
        .service(get_draw::get_draw)
        .service(open_draw::open_draw)
        .service(commit_share::commit_share)
        .service(commit_draw::commit_draw)
        .service(reveal_share::reveal_share)
        .service(read_receipt::read_receipt)
        .service(list_substitutions::list_substitutions)
        .service(read_log::read_checkpoint);
}

#[derive(OpenApi)]
#[openapi(
    paths(
        get_draw::list_draws,
        get_draw::get_draw,
        open_draw::open_draw,
        commit_share::commit_share,
        commit_draw::commit_draw,
        reveal_share::reveal_share,
        read_receipt::read_receipt,
        list_substitutions::list_substitutions,
        read_log::read_checkpoint,
    ),
    components(schemas(kernel::RegionCode))
)]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
