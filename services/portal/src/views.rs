//! The pages, and where they are.

mod draw;
mod draws;
mod enterprise;
mod figures;
mod items;
mod open;
mod plans;
mod replaced;
mod results;

use actix_web::web::ServiceConfig;

/// All below `/portal`.
pub fn routes(config: &mut ServiceConfig) {
    results::routes(config);
    plans::routes(config);
    // Before the draws' numbers, among which `replaced` would be one.
    replaced::routes(config);
    draws::routes(config);
    draw::routes(config);
    figures::routes(config);
    items::routes(config);
    open::routes(config);
    enterprise::routes(config);
}
