//! The HTTP face of a process: every service's endpoints, health, metrics, and what to say where there is nothing.

use std::sync::Arc;

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{CACHE_CONTROL, HeaderValue, X_CONTENT_TYPE_OPTIONS},
    middleware::Next,
    web::{self as actix, Data, PathConfig, QueryConfig, ServiceConfig},
};
use kernel::Timer;
use serde_json::{Value, json};
use tracing::Instrument;
use web::{Problem, Services};

use crate::{
    Host,
    metrics::{self, Metrics},
    telemetry,
};

/// What the handlers of health and discovery need.
#[derive(Debug, Clone)]
pub struct Face {
    pub host: Arc<Host>,
    /// What requests are measured by.
    pub timer: Arc<dyn Timer>,
    pub metrics: Metrics,
    /// What `/.well-known/suiji` answers: where each service is, as clients see it.
    pub discovery: Arc<Value>,
}

/// Registers everything a process answers.
pub fn configure(face: &Face, services: &Services, config: &mut ServiceConfig) {
    config
        .app_data(Data::new(services.clone()))
        .app_data(Data::new(face.clone()))
        .app_data(PathConfig::default().error_handler(|_, _| Problem::not_found().into()))
        .app_data(QueryConfig::default().error_handler(|error, _| bad_query(&error.to_string()).into()))
        .route("/healthz/live", actix::get().to(|| async { HttpResponse::Ok().body("ok\n") }))
        .route("/healthz/ready", actix::get().to(ready))
        .route("/metrics", actix::get().to(render_metrics))
        .route("/.well-known/suiji", actix::get().to(discover));
    for unit in &face.host.units {
        (unit.module.routes)(config);
        web::common::routes(unit.module.name, config);
    }
    for (site, ground) in &face.host.sites {
        (site.routes)(ground, config);
    }
    if !face.host.sites.is_empty() {
        web::site::assets(config);
    }
    config.default_service(actix::to(nothing_here));
}

/// Around every request: a span that continues the caller's trace, a measurement, and headers that keep answers private.
pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let face = request.app_data::<Data<Face>>().cloned();
    let route = request.match_pattern().unwrap_or_else(|| "-".to_owned());
    let service = face.as_ref().map_or("-", |face| service_of(face, request.path()));
    // The pattern, never the path: a path may name what is sealed.
    let span = tracing::info_span!("request", method = %request.method(), route);
    if let Some(parent) = request.headers().get("traceparent").and_then(|value| value.to_str().ok()) {
        telemetry::set_parent(&span, parent);
    }
    let timer = face.as_ref().map(|face| face.timer.clone());
    let begun = timer.as_ref().map(|timer| timer.elapsed());
    let mut response = next.call(request).instrument(span).await?;
    if let (Some(face), Some(timer), Some(begun)) = (face, timer, begun) {
        let took = timer.elapsed().saturating_sub(begun);
        face.metrics.http_request(service, &route, response.status().as_u16(), took);
    }
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// The service that a path is of; none for what nobody answers, since a label must be one of few.
fn service_of(face: &Face, path: &str) -> &'static str {
    let named = path.split('/').nth(2).unwrap_or_default();
    face.host.units.iter().map(|unit| unit.module.name).find(|name| *name == named).unwrap_or("-")
}

async fn ready(face: Data<Face>) -> HttpResponse {
    match face.host.ready().await {
        Ok(()) => HttpResponse::Ok().body("ready\n"),
        Err(reason) => {
            tracing::warn!(reason, "not ready");
            HttpResponse::ServiceUnavailable().body("not ready\n")
        }
    }
}

async fn render_metrics(face: Data<Face>) -> HttpResponse {
    for unit in &face.host.units {
        let (name, context) = (unit.module.name, &unit.service.context);
        face.metrics.clocks(name, &context.clocks);
        if let (Ok(pending), Ok(dead)) =
            (store::relay::backlog(context).await, store::dead_letter::count(context).await)
        {
            face.metrics.outbox(name, pending.rows, pending.oldest_age);
            face.metrics.dead_letters(name, dead);
        }
    }
    HttpResponse::Ok().content_type(metrics::CONTENT_TYPE).body(face.metrics.render())
}

async fn discover(face: Data<Face>) -> HttpResponse {
    HttpResponse::Ok().json(&*face.discovery)
}

/// A known path with another method is 405, everything else 404; both as problems.
async fn nothing_here(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let methods = access::table::methods_at(request.path());
    if methods.is_empty() {
        return Err(Problem::not_found());
    }
    use actix_web::ResponseError;
    let mut response = Problem::new("method_not_allowed", Value::Null).error_response();
    if let Ok(allow) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(actix_web::http::header::ALLOW, allow);
    }
    Ok(response)
}

fn bad_query(error: &str) -> Problem {
    // Only these two name the field; what else stands between such marks is the value.
    let names = ["unknown field", "missing field", "duplicate field"].iter().any(|word| error.contains(word));
    let named = error.split('`').nth(1).filter(|_| names);
    let detail = match (named, error.contains("missing")) {
        (Some(_), true) => "缺少此项",
        (Some(_), false) => "没有这一项，或重复填写",
        (None, _) => "有一项的取值不正确，请核对日期、数字和代码的写法",
    };
    Problem::new("invalid_field", json!({"field": named.unwrap_or("查询参数"), "detail": detail}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_refused_with_the_name_of_its_field_and_never_with_a_value() {
        let said = |error: &str| match bad_query(error) {
            Problem::Refused(details) => details.detail,
            Problem::Replayed(_) => String::new(),
        };
        assert_eq!(said("missing field `date`"), "“date”填写有误：缺少此项");
        assert!(said("unknown field `foo`, expected `date`").starts_with("“foo”填写有误：没有这一项"));
        assert!(!said("`zz` is no region code").contains("zz"));
    }
}
