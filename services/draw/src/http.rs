//! Routes.

mod approve_void;
mod ask_void;
mod commit_draw;
mod commit_share;
mod get_draw;
mod list_public_draws;
mod list_substitutions;
mod open_draw;
mod read_list;
mod read_log;
mod read_opening;
mod read_public;
mod read_receipt;
mod read_tile;
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
        .service(ask_void::ask_void)
        .service(approve_void::approve_void)
        .service(read_list::read_list)
        .service(read_receipt::read_receipt)
        .service(list_public_draws::list_public_draws)
        .service(list_substitutions::list_substitutions)
        .service(read_public::read_public_receipt)
        .service(read_public::read_public_file)
        .service(read_opening::read_opening)
        .service(read_log::read_checkpoint)
        .service(read_tile::read_tile)
        .service(read_tile::read_tile_in_group)
        .service(read_tile::read_part_in_group);
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
        ask_void::ask_void,
        approve_void::approve_void,
        read_list::read_list,
        read_receipt::read_receipt,
        list_public_draws::list_public_draws,
        list_substitutions::list_substitutions,
        read_public::read_public_receipt,
        read_public::read_public_file,
        read_opening::read_opening,
        read_log::read_checkpoint,
        read_tile::read_tile,
        read_tile::read_tile_in_group,
        read_tile::read_part_in_group,
    ),
    components(schemas(kernel::RegionCode))
)]
struct Document;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
