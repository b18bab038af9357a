use actix_web::{get, web::Query};
use contracts::api::pool::{ObjectView, Objects};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, problem::from_store, shown};

use crate::store::object::{self, Kept};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LibraryQuery {
    /// Text in name or id.
    #[serde(default)]
    pub q: String,
    /// The id after which the page begins.
    #[serde(default)]
    pub after: String,
}

/// Rows per page.
const PAGE: u64 = 100;

/// The object library of the caller's region. It says nothing of draws.
#[utoipa::path(tag = "pool", params(LibraryQuery), responses((status = 200, body = Objects)))]
#[get("/api/pool/v1/objects")]
pub async fn list_objects(call: Call, query: Query<LibraryQuery>) -> Answer {
    let read = call.context().database.read();
    let page = object::page(read, call.region(), &query.q, &query.after, PAGE + 1).await;
    let (mut items, total) = page.map_err(from_store)?;
    let more = items.len() as u64 > PAGE;
    items.truncate(100);
    let next = items.last().filter(|_| more).map(|last| last.content.id.to_string());
    shown(None, &Objects { items: items.into_iter().map(view).collect(), total, next })
}

fn view(kept: Kept) -> ObjectView {
    let object = kept.content;
    ObjectView {
        object: object.id,
        name: object.name,
        kind: object.kind,
        place: object.place,
        trade: object.trade,
        risk: object.risk,
        address: object.address,
        active: kept.active,
    }
}
