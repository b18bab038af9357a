//! Disclosed results as the public asks for them: newest first, and narrowed by what the rows of duties do not have as
//! columns.

use ::store::{Context, Listed, Loaded, StoreError, list, sql, visible};
use access::Reader;
use kernel::{DepartmentId, RegionCode, codes::ResultKind};
use sea_orm::{DbBackend, FromQueryResult, Value};
use serde_json::Value as Json;

use crate::domain::Duty;

/// What a page asks for; all filters narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub region: Option<RegionCode>,
    pub department: Option<DepartmentId>,
    pub result: Option<ResultKind>,
    /// The year of the disclosure.
    pub year: Option<i32>,
    /// Text that name or code contains.
    pub search: Option<String>,
    pub after: Option<String>,
    pub limit: u64,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
}

/// A page of what is public. Three queries, however long.
pub async fn page(context: &Context, filter: &Filter) -> Result<Listed<Duty>, StoreError> {
    let backend = context.database.backend();
    let on = sql::json_text(backend, "body", &["disclosed", "disclosed_on"]);
    let (mut wheres, mut values) = narrowed(backend, &on, filter)?;
    let count = format!("SELECT count(*) AS number FROM duty WHERE {}", wheres.join(" AND "));
    let total = sql::number(context.database.read(), &count, values.clone()).await?.unsigned_abs();
    if let Some(after) = &filter.after {
        wheres.push(format!("({on}, id) < (SELECT {on}, id FROM duty WHERE id = ?)"));
        values.push(after.as_str().into());
    }
    let limit = filter.limit.clamp(1, 500);
    values.push((limit + 1).cast_signed().into());
    let text =
        format!("SELECT id FROM duty WHERE {} ORDER BY {on} DESC, id DESC LIMIT ?", wheres.join(" AND "));
    let mut ids: Vec<String> = sql::all::<Row, _>(context.database.read(), &text, values)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let more = ids.len() as u64 > limit;
    ids.truncate(usize::try_from(limit).unwrap_or(500));
    let next = ids.last().filter(|_| more).cloned();
    let mut items: Vec<Loaded<Duty>> = list::of_ids(context, &ids).await?;
    items.sort_by_key(|duty| ids.iter().position(|id| *id == duty.id));
    Ok(Listed { items, total, next })
}

fn narrowed(backend: DbBackend, on: &str, filter: &Filter) -> Result<(Vec<String>, Vec<Value>), StoreError> {
    let (seen, mut values) = visible::predicate("id", &[Reader::Public]);
    let mut wheres = vec!["state = 'disclosed'".to_owned(), seen];
    if let Some(region) = &filter.region {
        wheres.push("region = ?".to_owned());
        values.push(region.as_str().into());
    }
    if let Some(department) = &filter.department {
        wheres.push("department = ?".to_owned());
        values.push(department.as_str().into());
    }
    if let Some(year) = filter.year {
        wheres.push(format!("{on} BETWEEN ? AND ?"));
        values.extend([format!("{year:04}-01-01").into(), format!("{year:04}-12-31").into()]);
    }
    if let Some(result) = filter.result {
        let word = match serde_json::to_value(result)? {
            Json::String(word) => word,
            other => other.to_string(),
        };
        wheres.push(had(backend));
        values.extend([word.as_str().into(), word.as_str().into()]);
    }
    if let Some(search) = &filter.search {
        wheres.push("lower(title) LIKE lower(?) ESCAPE '!'".to_owned());
        let escaped = search.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        values.push(format!("%{escaped}%").into());
    }
    Ok((wheres, values))
}

/// Whether some item was disclosed with a result, or corrected to it.
fn had(backend: DbBackend) -> String {
    let (items, corrections) = match backend {
        DbBackend::Postgres => (
            "json_array_elements(body::json -> 'disclosed' -> 'items') AS part(value) WHERE value ->> 'result' = ?",
            "json_array_elements(body::json -> 'corrections') AS part(value) WHERE value ->> 'to' = ?",
        ),
        _ => (
            "json_each(duty.body, '$.disclosed.items') WHERE json_extract(value, '$.result') = ?",
            "json_each(duty.body, '$.corrections') WHERE json_extract(value, '$.to') = ?",
        ),
    };
    format!("(EXISTS (SELECT 1 FROM {items}) OR EXISTS (SELECT 1 FROM {corrections}))")
}
