//! What pages for people share, whoever they are made for: what they stand on, how they are sent, and their assets.

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self as actix, ServiceConfig},
};
use kernel::{Clock, Entropy, Timer};

use crate::{Problem, Upstream};

/// Nothing is loaded from another host or written into a page; nothing frames a page; pictures may come from the page itself
/// (a signature that was just drawn).
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// What a site stands on.
#[derive(Clone)]
pub struct Ground {
    pub upstream: Upstream,
    pub clock: Arc<dyn Clock>,
    pub timer: Arc<dyn Timer>,
    pub entropy: Arc<dyn Entropy>,
    /// Whether people reach it by https, so that cookies go nowhere else.
    pub secure: bool,
    /// Whether it shows made-up data to try things on.
    pub demo: bool,
}

impl std::fmt::Debug for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ground").field("upstream", &self.upstream).finish_non_exhaustive()
    }
}

/// A page on its way.
pub fn html(status: StatusCode, page: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .insert_header((header::X_FRAME_OPTIONS, "DENY"))
        .body(page)
}

/// Styles, scripts and icons. Their addresses bear their digests, so they may be kept for good.
pub fn assets(config: &mut ServiceConfig) {
    config.route("/assets/{name}", actix::get().to(asset));
}

async fn asset(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asset = pages::asset::by_path(request.path()).ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(asset.bytes.clone()))
}

/// Whether a request that changes something comes from a page of this site. Browsers say where a form stands; what says
/// nothing is no browser, and brings no cookie that it was not given.
pub fn is_own(request: &HttpRequest) -> bool {
    let head = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (head("origin"), head("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
        (None, _) => !matches!(head("sec-fetch-site"), Some("cross-site" | "same-site")),
    }
}
