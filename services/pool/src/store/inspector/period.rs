//! What the library held of an inspector in which period. The name stays ciphertext under the person's key: with the key it
//! goes from every period at once.

use ::store::{StoreError, Work, sql};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::InspectorRow;
use crate::store::period::{self, Since};

/// One period, instants in microseconds since 1970, with the person's key where there still is one.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InspectorPeriodRow {
    pub version: i64,
    pub from_us: i64,
    pub until_us: Option<i64>,
    pub recorded_us: i64,
    pub name: String,
    pub body: String,
    pub key: Option<String>,
}

const TABLE: &str = "inspector_period";
const SELECT: &str = "SELECT p.version, p.from_us, p.until_us, p.recorded_us, p.name, p.body, k.key
    FROM inspector_period p LEFT JOIN person_key k ON k.person = p.id";

pub async fn begin(
    work: &Work,
    region: &RegionCode,
    since: Since,
    row: &InspectorRow,
) -> Result<(), StoreError> {
    let begins = period::end(work, TABLE, region, since, &[&row.id]).await?;
    let text = "INSERT INTO inspector_period (region, id, version, from_us, recorded_us, name, body)
                VALUES (?, ?, ?, ?, ?, ?, ?)";
    let values = vec![
        region.as_str().into(),
        row.id.as_str().into(),
        since.version.cast_signed().into(),
        begins.get(&row.id).copied().unwrap_or(since.from_us).into(),
        work.now().timestamp_micros().into(),
        row.name.as_str().into(),
        row.body.as_str().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// Periods of one inspector, the first one first; only the one in force at a moment where that is given.
pub async fn of<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &str,
    at_us: Option<i64>,
) -> Result<Vec<InspectorPeriodRow>, StoreError> {
    let mut wheres = "p.region = ? AND p.id = ?".to_owned();
    let mut values = vec![Value::from(region.as_str()), id.into()];
    if let Some((condition, at)) = at_us.map(period::in_force) {
        wheres = format!("{wheres} AND {condition}");
        values.extend(at);
    }
    Ok(sql::all(on, &format!("{SELECT} WHERE {wheres} ORDER BY p.version"), values).await?)
}

/// A page of the library as it was at a moment, by id, and how many rows it had.
pub async fn page_at<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    at_us: i64,
    after: &str,
    limit: u64,
) -> Result<(Vec<InspectorPeriodRow>, u64), StoreError> {
    let (condition, at) = period::in_force(at_us);
    let mut values: Vec<_> = std::iter::once(Value::from(region.as_str())).chain(at).collect();
    let count = format!("SELECT count(*) AS number FROM {TABLE} WHERE region = ? AND {condition}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    values.extend([Value::from(after), limit.cast_signed().into()]);
    let text = format!("{SELECT} WHERE p.region = ? AND {condition} AND p.id > ? ORDER BY p.id LIMIT ?");
    Ok((sql::all(on, &text, values).await?, total))
}
