//! The visit ledger: joint visits counted and reserved per object and year (art. 10).

use ::store::{StoreError, Work, sql};
use kernel::RegionCode;
use sea_orm::FromQueryResult;

#[derive(Debug, FromQueryResult)]
pub struct LedgerLine {
    pub object: String,
    pub year: i64,
    pub counted: i64,
    pub reserved: i64,
}

pub async fn of_years(
    work: &Work,
    region: &RegionCode,
    years: [i32; 2],
) -> Result<Vec<LedgerLine>, StoreError> {
    let text = "SELECT object, year, counted, reserved FROM visit_ledger
                WHERE region = ? AND year IN (?, ?) ORDER BY object, year";
    let values = vec![region.as_str().into(), i64::from(years[0]).into(), i64::from(years[1]).into()];
    Ok(sql::all(work.tx(), text, values).await?)
}

/// A drawn object reserves its visit.
pub async fn reserve(work: &Work, region: &RegionCode, object: &str, year: i32) -> Result<(), StoreError> {
    let text = "INSERT INTO visit_ledger (region, object, year, counted, reserved) VALUES (?, ?, ?, 0, 1)
                ON CONFLICT (region, object, year) DO UPDATE SET reserved = visit_ledger.reserved + 1";
    sql::execute(work.tx(), text, vec![region.as_str().into(), object.into(), i64::from(year).into()])
        .await?;
    Ok(())
}
