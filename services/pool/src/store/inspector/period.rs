//! What the library held of an inspector in which period. The name stays ciphertext under the person's key: with the key it
//! goes from every period at once.

use ::store::{StoreError, Work, sql};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::InspectorRow;
use crate::store::period::{self, PageAt, Since};

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

pub async fn of<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &str,
    at_us: Option<i64>,
) -> Result<Vec<InspectorPeriodRow>, StoreError> {
    period::of(on, SELECT, region, id, at_us).await
}

pub async fn page_at<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    page: PageAt<'_>,
) -> Result<(Vec<InspectorPeriodRow>, u64), StoreError> {
    period::page_at(on, (TABLE, SELECT), region, page).await
}
