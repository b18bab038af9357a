//! The portal (公示门户): what the government found at whom, whether it was drawn fairly, what is planned and by which
//! rules. For everybody, without a sign-in and without scripts.
//!
//! It owns no data and has no rights: everything on a page was asked for as the public over the services' HTTP API, so
//! nothing sealed can reach it. Every page stands below `/portal`; a result's address stays for good.
//!
//! To add a page: its file below `views/` with a `routes` function, a line in `views.rs`, one in `place.rs` for the navigation.

mod counts;
mod place;
mod trouble;
mod views;
mod words;

use actix_web::web::{self as actix, Data, ServiceConfig};
use runtime::Site;
use web::Ground;

/// The portal as data.
pub const fn site() -> Site {
    Site { name: "portal", routes }
}

fn routes(ground: &Ground, config: &mut ServiceConfig) {
    let pages = actix::scope("/portal")
        .app_data(Data::new(place::Portal(ground.clone())))
        .app_data(Data::new(counts::Counts::default()))
        .configure(views::routes)
        .default_service(actix::to(trouble::nothing_here));
    config.service(pages);
}
