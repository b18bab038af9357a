//! What the library held of an object in which period. The contact is not among it.

use ::store::{StoreError, Work, sql};
use kernel::{ObjectId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::ObjectRow;
use crate::store::period::{self, Since};

/// One period, instants in microseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Period {
    pub version: i64,
    pub from_us: i64,
    pub until_us: Option<i64>,
    pub recorded_us: i64,
    pub body: String,
}

const TABLE: &str = "object_period";
const SELECT: &str = "SELECT version, from_us, until_us, recorded_us, body FROM object_period";

/// Ends the open periods of these rows and begins new ones.
pub async fn begin(
    work: &Work,
    region: &RegionCode,
    since: Since,
    rows: &[&ObjectRow],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = rows.iter().map(|row| row.id.as_str()).collect();
    let begins = period::end(work, TABLE, region, since, &ids).await?;
    let marks = vec!["(?, ?, ?, ?, ?, ?)"; rows.len()].join(", ");
    let text =
        format!("INSERT INTO object_period (region, id, version, from_us, recorded_us, body) VALUES {marks}");
    let row = |row: &&ObjectRow| {
        [
            Value::from(region.as_str()),
            row.id.as_str().into(),
            since.version.cast_signed().into(),
            begins.get(&row.id).copied().unwrap_or(since.from_us).into(),
            work.now().timestamp_micros().into(),
            row.body.as_str().into(),
        ]
    };
    sql::execute(work.tx(), &text, rows.iter().flat_map(row).collect()).await?;
    Ok(())
}

/// Periods of one object, the first one first; only the one in force at a moment where that is given.
pub async fn of<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &ObjectId,
    at_us: Option<i64>,
) -> Result<Vec<Period>, StoreError> {
    let mut wheres = "region = ? AND id = ?".to_owned();
    let mut values = vec![Value::from(region.as_str()), id.as_str().into()];
    if let Some((condition, at)) = at_us.map(period::in_force) {
        wheres = format!("{wheres} AND {condition}");
        values.extend(at);
    }
    Ok(sql::all(on, &format!("{SELECT} WHERE {wheres} ORDER BY version"), values).await?)
}

/// A page of the library as it was at a moment, by id, and how many rows it had.
pub async fn page_at<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    at_us: i64,
    after: &str,
    limit: u64,
) -> Result<(Vec<Period>, u64), StoreError> {
    let (condition, at) = period::in_force(at_us);
    let mut values: Vec<_> = std::iter::once(Value::from(region.as_str())).chain(at).collect();
    let count = format!("SELECT count(*) AS number FROM {TABLE} WHERE region = ? AND {condition}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    values.extend([Value::from(after), limit.cast_signed().into()]);
    let text = format!("{SELECT} WHERE region = ? AND {condition} AND id > ? ORDER BY id LIMIT ?");
    Ok((sql::all(on, &text, values).await?, total))
}
