//! The pages, and where they are.

mod accounts;
mod board;
mod disclosure;
mod draw;
mod first;
mod home;
mod operation;
mod planning;
mod pool;
mod proposals;
mod referral;
mod search;
mod setup;
pub mod sign_in;
mod team;
mod visit;

use actix_web::web::{self as actix, ServiceConfig};
use web::Ground;

pub fn routes(ground: &Ground, config: &mut ServiceConfig) {
    sign_in::routes(config);
    first::routes(config);
    home::routes(config);
    proposals::routes(config);
    planning::routes(config);
    referral::routes(config);
    accounts::routes(config);
    board::routes(config);
    operation::routes(config);
    search::routes(config);
    setup::routes(config);
    draw::routes(config);
    pool::routes(config);
    visit::routes(config);
    disclosure::routes(config);
    team::routes(config);
    if ground.demo {
        config.route("/styleguide", actix::get().to(styleguide));
        config.route("/styleguide/portal", actix::get().to(styleguide_portal));
        config.route("/styleguide/print", actix::get().to(styleguide_print));
    }
}

async fn styleguide() -> crate::trouble::Page {
    Ok(web::site::html(actix_web::http::StatusCode::OK, pages::styleguide()?))
}

async fn styleguide_portal() -> crate::trouble::Page {
    Ok(web::site::html(actix_web::http::StatusCode::OK, pages::styleguide_public()?))
}

async fn styleguide_print() -> crate::trouble::Page {
    Ok(web::site::html(actix_web::http::StatusCode::OK, pages::styleguide_print()?))
}
