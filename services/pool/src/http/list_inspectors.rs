use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use contracts::api::pool::{InspectorState, InspectorView, Inspectors};
use kernel::{DepartmentId, InspectorId};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::{
    inspector::{self, InspectorRow, InspectorSearch, KeptInspector},
    period::PageAt,
    person_key,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InspectorQuery {
    department: Option<DepartmentId>,
    state: Option<InspectorState>,
    /// The library as it was at a moment; goes with `after` and `limit` alone.
    #[param(value_type = Option<String>, format = DateTime)]
    as_of: Option<DateTime<Utc>>,
    /// The id after which the page begins.
    after: Option<InspectorId>,
    /// Rows per page, 1 to 500; 500 where absent.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// The inspector library of the caller's region, names masked.
#[utoipa::path(tag = "pool", params(InspectorQuery), responses((status = 200, body = Inspectors)))]
#[get("/api/pool/v1/inspectors")]
pub async fn list_inspectors(call: Call, query: Query<InspectorQuery>) -> Answer {
    let limit = super::query::limit(query.limit, 500)?;
    if let Some(at) = query.as_of {
        return list_at(&call, &query, at, limit).await;
    }
    let search = InspectorSearch {
        department: query.department.clone().map(String::from),
        state: query.state,
        after: query.after.map(|id| id.to_string()).unwrap_or_default(),
        limit: limit + 1,
    };
    let page = inspector::page(call.context().database.read(), call.region(), &search).await;
    let (mut rows, total) = page.map_err(from_store)?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(500));
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    let items = rows.iter().map(|row| view(row, masked)).collect::<Result<_, _>>()?;
    shown(None, &Inspectors { items, total, next })
}

async fn list_at(call: &Call, query: &InspectorQuery, at: DateTime<Utc>, limit: u64) -> Answer {
    if query.department.is_some() || query.state.is_some() {
        return Err(Problem::field("as_of", "只能与 after、limit 同用"));
    }
    let after = query.after.map(|id| id.to_string()).unwrap_or_default();
    let (read, at_us) = (call.context().database.read(), at.timestamp_micros());
    let page =
        inspector::page_at(read, call.region(), PageAt { at_us, after: &after, limit: limit + 1 }).await;
    let (mut rows, total) = page.map_err(from_store)?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(500));
    let items = rows.iter().map(|row| view_of(&row.body, &row.name, row.key.as_deref(), masked));
    let items: Vec<_> = items.collect::<Result<_, _>>()?;
    let next = items.last().filter(|_| more).map(|row| row.inspector.to_string());
    shown(None, &Inspectors { items, total, next })
}

/// A dash stands for the name of one who was forgotten.
pub(super) fn view(row: &InspectorRow, shown: impl Fn(&str) -> String) -> Result<InspectorView, Problem> {
    view_of(&row.body, &row.name, row.key.as_deref(), shown)
}

/// The same of what a period holds.
pub(super) fn view_of(
    body: &str,
    name: &str,
    key: Option<&str>,
    shown: impl Fn(&str) -> String,
) -> Result<InspectorView, Problem> {
    let kept: KeptInspector = serde_json::from_str(body).map_err(|error| from_store(error.into()))?;
    let name = person_key::reveal(Some(name), key);
    Ok(InspectorView {
        inspector: kept.content.id,
        department: kept.content.department,
        name: name.map_or_else(|| "—".to_owned(), |name| shown(&name)),
        items: kept.content.items,
        valid_from: kept.content.valid_from,
        valid_until: kept.content.valid_until,
        available: kept.content.available,
        state: kept.state,
        issuing_body: kept.issuing_body,
        expertise: kept.expertise,
        expert: kept.expert,
        certificate: None,
        external: Vec::new(),
    })
}

/// `王**` of 王小明
pub(super) fn masked(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.next().into_iter().collect();
    first + &"*".repeat(characters.count())
}
