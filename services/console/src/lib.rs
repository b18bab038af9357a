//! The console (工作台): the pages of everybody who works with inspections, from the clerk to the joint office.
//!
//! It owns no data and has no rights. Whoever looks at a page signs in at identity, and everything on the page was asked for
//! with that person's own token over the services' HTTP API; a button only offers what the service then decides again.
//!
//! A page is a file below `views/`: a handler that takes a [`Desk`](desk::Desk), reads, and shows; its template stands in
//! `templates/`. A form posts to the address of its page, and is shown again with what was typed when it is refused.
//! Nothing needs a script.
//!
//! To add a page: its file with a `routes` function, a line in `views.rs`, an entry in `nav.rs` for the roles that work there.

mod desk;
mod fields;
mod known;
mod nav;
mod session;
mod sheet;
mod trouble;
mod upload;
mod views;
mod work;

use actix_web::web::{Data, ServiceConfig};
use runtime::Site;
use web::Ground;

/// The console as data.
pub const fn site() -> Site {
    Site { name: "console", routes }
}

fn routes(ground: &Ground, config: &mut ServiceConfig) {
    config.app_data(Data::new(session::Sessions::new(ground.clone())));
    views::routes(ground, config);
}
