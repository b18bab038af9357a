//! Periods of validity: what the library held of an object, from when until when. The contact is not among it.

use ::store::{StoreError, Work, sql};
use kernel::{ObjectId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::ObjectRow;

/// One period, instants in microseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Period {
    pub version: i64,
    pub from_us: i64,
    pub until_us: Option<i64>,
    pub body: String,
}

/// Ends the open periods of these rows and begins new ones with library version `version`.
pub async fn begin(
    work: &Work,
    region: &RegionCode,
    version: u64,
    rows: &[&ObjectRow],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let now = work.now().timestamp_micros();
    let text = format!(
        "UPDATE object_period SET until_us = ? WHERE region = ? AND until_us IS NULL AND id IN ({})",
        sql::marks(rows.len())
    );
    let mut values = vec![Value::from(now), region.as_str().into()];
    values.extend(rows.iter().map(|row| Value::from(row.id.as_str())));
    sql::execute(work.tx(), &text, values).await?;
    let marks = vec!["(?, ?, ?, ?, ?)"; rows.len()].join(", ");
    let text = format!("INSERT INTO object_period (region, id, version, from_us, body) VALUES {marks}");
    let row = |row: &&ObjectRow| {
        [
            Value::from(region.as_str()),
            row.id.as_str().into(),
            version.cast_signed().into(),
            now.into(),
            row.body.as_str().into(),
        ]
    };
    sql::execute(work.tx(), &text, rows.iter().flat_map(row).collect()).await?;
    Ok(())
}

/// All periods of one object, the first one first.
pub async fn of<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &ObjectId,
) -> Result<Vec<Period>, StoreError> {
    let text = "SELECT version, from_us, until_us, body FROM object_period WHERE region = ? AND id = ? ORDER BY version";
    Ok(sql::all(on, text, vec![region.as_str().into(), id.as_str().into()]).await?)
}
