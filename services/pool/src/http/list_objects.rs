use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use contracts::api::pool::{ObjectView, Objects};
use kernel::{
    DepartmentId,
    codes::{ObjectKind, RiskClass},
};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::{
    object::{self, Kept, ObjectRow, Search},
    period::PageAt,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ObjectQuery {
    /// Text in name or id.
    #[serde(default)]
    #[param(max_length = 100)]
    q: String,
    kind: Option<ObjectKind>,
    /// A division's six-digit code.
    #[param(max_length = 6)]
    place: Option<String>,
    risk: Option<RiskClass>,
    /// What the trade code begins with.
    #[param(max_length = 4)]
    trade: Option<String>,
    /// The approving department.
    department: Option<DepartmentId>,
    active: Option<bool>,
    /// The library as it was at a moment; goes with `after` and `limit` alone.
    #[param(value_type = Option<String>, format = DateTime)]
    as_of: Option<DateTime<Utc>>,
    /// The id after which the page begins.
    #[serde(default)]
    #[param(max_length = 64)]
    after: String,
    /// Rows per page, 1 to 500; 100 where absent.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// The object library of the caller's region. It says nothing of draws.
#[utoipa::path(tag = "pool", params(ObjectQuery), responses((status = 200, body = Objects)))]
#[get("/api/pool/v1/objects")]
pub async fn list_objects(call: Call, query: Query<ObjectQuery>) -> Answer {
    let limit = super::query::limit(query.limit, 100)?;
    let query = query.into_inner();
    for (field, text, most) in [
        ("q", query.q.as_str(), 100),
        ("place", query.place.as_deref().unwrap_or_default(), 6),
        ("trade", query.trade.as_deref().unwrap_or_default(), 4),
        ("after", query.after.as_str(), 64),
    ] {
        web::optional_text(field, text, most)?;
    }
    if let Some(at) = query.as_of {
        return list_at(&call, &query, at, limit).await;
    }
    let search = Search {
        text: query.q,
        kind: query.kind,
        place: query.place,
        risk: query.risk,
        trade: query.trade,
        approved_by: query.department,
        active: query.active,
        after: query.after,
        limit: limit + 1,
    };
    let page = object::page(call.context().database.read(), call.region(), &search).await;
    let (mut rows, total) = page.map_err(from_store)?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(100));
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    let items = rows.iter().map(|row| Ok(view(row.kept()?, masked(row)))).collect::<Result<_, _>>();
    shown(None, &Objects { items: items.map_err(from_store)?, total, next })
}

/// Periods hold the rows whole, so they are not searched in.
async fn list_at(call: &Call, query: &ObjectQuery, at: DateTime<Utc>, limit: u64) -> Answer {
    let filtered =
        !query.q.is_empty() || query.kind.is_some() || query.place.is_some() || query.risk.is_some();
    if filtered || query.trade.is_some() || query.department.is_some() || query.active.is_some() {
        return Err(Problem::field("as_of", "只能与 after、limit 同用"));
    }
    let (read, at_us) = (call.context().database.read(), at.timestamp_micros());
    let page =
        object::page_at(read, call.region(), PageAt { at_us, after: &query.after, limit: limit + 1 }).await;
    let (mut rows, total) = page.map_err(from_store)?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(100));
    let items = rows.iter().map(|row| Ok(view(serde_json::from_str(&row.body)?, None)));
    let items: Vec<_> = items.collect::<Result<_, serde_json::Error>>().map_err(|e| from_store(e.into()))?;
    let next = items.last().filter(|_| more).map(|row| row.object.to_string());
    shown(None, &Objects { items, total, next })
}

/// That there is a contact, and nothing of it.
fn masked(row: &ObjectRow) -> Option<String> {
    row.phone.as_ref().map(|_| "****".to_owned())
}

pub(super) fn view(kept: Kept, phone: Option<String>) -> ObjectView {
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
        status: kept.status,
        number: kept.number,
        approver: kept.approver,
        approved_by: object.approved_by,
        since: kept.since,
        phone,
        external: Vec::new(),
    }
}
