//! What the library held of an object in which period. The contact is not among it.

use ::store::{StoreError, Work, sql};
use kernel::{ObjectId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::ObjectRow;
use crate::store::period::{self, PageAt, Since};

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
const SELECT: &str = "SELECT p.version, p.from_us, p.until_us, p.recorded_us, p.body FROM object_period p";

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

pub async fn of<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &ObjectId,
    at_us: Option<i64>,
) -> Result<Vec<Period>, StoreError> {
    period::of(on, SELECT, region, id.as_str(), at_us).await
}

pub async fn page_at<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    page: PageAt<'_>,
) -> Result<(Vec<Period>, u64), StoreError> {
    period::page_at(on, (TABLE, SELECT), region, page).await
}
