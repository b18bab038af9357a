//! Pages for people, as data: no database, no events, everything over the services' HTTP API.

use actix_web::web::ServiceConfig;
use web::Ground;

/// A set of pages that a process may serve beside its services, or alone.
#[derive(Debug, Clone, Copy)]
pub struct Site {
    /// A target like a service's name.
    pub name: &'static str,
    /// Registers its pages. A site's paths never begin with `/api/`.
    pub routes: fn(&Ground, &mut ServiceConfig),
}
