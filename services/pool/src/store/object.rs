//! Objects of a region.

use std::collections::BTreeMap;

use ::store::{StoreError, Work, sql};
use contracts::{api::pool::SnapshotObject, events::planning::Criteria};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};

/// What is kept of an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub content: SnapshotObject,
    pub active: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    body: String,
}

/// Bodies by id, to tell new rows from changed ones.
pub async fn bodies(work: &Work, region: &RegionCode) -> Result<BTreeMap<String, String>, StoreError> {
    let text = "SELECT id, body FROM object WHERE region = ?";
    let rows = sql::all::<Row, _>(work.tx(), text, vec![region.as_str().into()]).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.body)).collect())
}

/// Adds or replaces rows, many in one statement.
pub async fn keep(work: &Work, region: &RegionCode, objects: &[(Kept, String)]) -> Result<(), StoreError> {
    for chunk in objects.chunks(100) {
        let rows = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; chunk.len()].join(", ");
        let text = format!(
            "INSERT INTO object (region, id, name, kind, place, trade, active, body) VALUES {rows}
             ON CONFLICT (region, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, place = excluded.place,
             trade = excluded.trade, active = excluded.active, body = excluded.body"
        );
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * 8);
        for (kept, body) in chunk {
            let object = &kept.content;
            let kind = serde_json::to_value(object.kind)?;
            values.extend([
                region.as_str().into(),
                object.id.as_str().into(),
                object.name.as_str().into(),
                kind.as_str().unwrap_or_default().into(),
                object.place.as_str().into(),
                object.trade.as_str().into(),
                i64::from(kept.active).into(),
                body.as_str().into(),
            ]);
        }
        sql::execute(work.tx(), &text, values).await?;
    }
    Ok(())
}

/// Active objects that meet the criteria, by id.
pub async fn matching(
    work: &Work,
    region: &RegionCode,
    criteria: &Criteria,
) -> Result<Vec<SnapshotObject>, StoreError> {
    let text = "SELECT id, body FROM object WHERE region = ? AND active = 1 ORDER BY id";
    let rows = sql::all::<Row, _>(work.tx(), text, vec![region.as_str().into()]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let object = serde_json::from_str::<Kept>(&row.body)?.content;
        if meets(&object, criteria) {
            found.push(object);
        }
    }
    Ok(found)
}

fn meets(object: &SnapshotObject, criteria: &Criteria) -> bool {
    (criteria.kinds.is_empty() || criteria.kinds.contains(&object.kind))
        && (criteria.places.is_empty() || criteria.places.contains(&object.place))
        && (criteria.trades.is_empty()
            || criteria.trades.iter().any(|trade| object.trade.starts_with(trade.as_str())))
}

/// A page of objects whose name or id holds `search`, after an id; and how many there are in all.
pub async fn page<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    search: &str,
    after: &str,
    limit: u64,
) -> Result<(Vec<Kept>, u64), StoreError> {
    let escaped = search.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let pattern = format!("%{escaped}%");
    let filter = "region = ? AND (name LIKE ? ESCAPE '!' OR id LIKE ? ESCAPE '!')";
    let values: Vec<Value> = vec![region.as_str().into(), pattern.clone().into(), pattern.into()];
    let count = format!("SELECT count(*) AS number FROM object WHERE {filter}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    let text = format!("SELECT id, body FROM object WHERE {filter} AND id > ? ORDER BY id LIMIT ?");
    let values = values.into_iter().chain([after.into(), limit.cast_signed().into()]).collect();
    let rows = sql::all::<Row, _>(on, &text, values).await?;
    let items = rows.iter().map(|row| serde_json::from_str(&row.body)).collect::<Result<_, _>>()?;
    Ok((items, total))
}
