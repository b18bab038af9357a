//! Gap-free numbers: taken inside the transaction that uses them, so an abandoned one is never missing. Official numbers
//! (文号) run per department, kind and year; draws per region.

use sea_orm::FromQueryResult;

use crate::{StoreError, Work, sql};

#[derive(FromQueryResult)]
struct Last {
    last: i64,
}

/// The next number of `series`, from 1. The row is locked until the transaction ends.
pub async fn next(work: &Work, series: &str) -> Result<u64, StoreError> {
    let row = sql::one::<Last, _>(
        work.tx(),
        "INSERT INTO number (series, last) VALUES (?, 1)
         ON CONFLICT (series) DO UPDATE SET last = number.last + 1 RETURNING last",
        vec![series.into()],
    )
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(row.last.unsigned_abs())
}
