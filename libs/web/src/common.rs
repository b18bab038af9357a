//! Endpoints that every service has, under its own prefix: journal, dead letters, artefacts for peers.

mod letters;

use actix_web::{
    HttpResponse,
    guard::{Get, Post},
    web::{Path, Query, ServiceConfig, resource},
};
use kernel::{RegionCode, Role, ids::EventId};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{artefact, inbox, journal};

use crate::{Answer, Call, Problem, answer::shown, problem::from_store, waiting};

/// Registers them for one service. The method guards the resource, not a route in it, so that another method comes to
/// where every unknown request does and is answered with a problem.
pub fn routes(service: &str, config: &mut ServiceConfig) {
    let at = |path: &str| resource(format!("/api/{service}/v1/{path}"));
    config
        .service(at("journal").guard(Get()).to(read_journal))
        .service(at("inbox").guard(Get()).to(read_inbox))
        .service(at("looks").guard(Get()).to(read_looks))
        .service(at("waiting").guard(Get()).to(waiting::read_waiting))
        .service(at("timeline/{id}").guard(Get()).to(read_timeline))
        .service(at("dead-letters").guard(Get()).to(letters::list_dead_letters))
        .service(at("dead-letters/{id}/redrive").guard(Post()).to(letters::redrive))
        .service(at("artefacts/{digest}").guard(Get()).to(read_artefact));
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct JournalQuery {
    /// Position after which to read.
    #[serde(default)]
    after: u64,
    #[serde(default)]
    limit: Option<u64>,
    /// For services, which read any region; everybody else reads their own.
    region: Option<RegionCode>,
}

/// Published entries of the caller's region after a position.
async fn read_journal(call: Call, query: Query<JournalQuery>) -> Answer {
    let region = match (&query.region, &call.peer, call.actor().role) {
        (Some(region), Some(_), _) => region,
        (Some(region), None, _) if region != call.region() => return Err(Problem::not_found()),
        (_, None, Role::System) => return Err(Problem::new("role_not_allowed", Value::Null)),
        _ => call.region(),
    };
    let limit = page_size(query.limit)?;
    let entries = journal::after(call.context(), region, query.after.min(i64::MAX as u64), limit)
        .await
        .map_err(from_store)?;
    shown(None, &json!({"entries": entries}))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InboxQuery {
    /// The event after which to read.
    after: Option<EventId>,
    #[serde(default)]
    limit: Option<u64>,
}

/// Which facts of the caller's region took effect here: with the others' journals it shows that nothing was lost.
async fn read_inbox(call: Call, query: Query<InboxQuery>) -> Answer {
    let limit = page_size(query.limit)?;
    let entries =
        inbox::after(call.context(), call.region(), query.after, limit).await.map_err(from_store)?;
    shown(None, &json!({"entries": entries}))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LooksQuery {
    /// The look before which to read.
    before: Option<EventId>,
    #[serde(default)]
    limit: Option<u64>,
}

/// Who looked at whose data and for what, in the caller's region.
async fn read_looks(call: Call, query: Query<LooksQuery>) -> Answer {
    let limit = page_size(query.limit)?;
    let entries = journal::looks(call.context(), call.region(), call.held(), query.before, limit)
        .await
        .map_err(from_store)?;
    shown(None, &json!({"entries": entries}))
}

fn page_size(asked: Option<u64>) -> Result<u64, Problem> {
    let limit = asked.unwrap_or(500);
    if (1..=2000).contains(&limit) { Ok(limit) } else { Err(Problem::field("limit", "应为 1 至 2000")) }
}

/// The trail of one aggregate that the caller may see (art. 5). What is public of it is not who did what from where.
async fn read_timeline(call: Call, path: Path<(uuid::Uuid,)>) -> Answer {
    let call = call.as_concerned();
    let id = path.0.to_string();
    if !store::visible::to(call.context().database.read(), &id, call.held()).await.map_err(from_store)? {
        return Err(Problem::not_found());
    }
    let entries = journal::timeline(call.context(), &id).await.map_err(from_store)?;
    shown(None, &json!({"entries": entries}))
}

/// An artefact, for another service of this installation. People get theirs through the service's own endpoints, which
/// know whose it is.
async fn read_artefact(call: Call, path: Path<(String,)>) -> Answer {
    if call.peer.is_none() {
        return Err(Problem::not_found());
    }
    let found = artefact::find(call.context().database.read(), &path.0).await.map_err(from_store)?;
    let artefact = found.ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().content_type(artefact.media_type).body(artefact.content))
}
