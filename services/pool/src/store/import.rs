//! Imports and the rows they refused.

use ::store::{StoreError, Work, sql};
use contracts::api::pool::{ImportView, RejectedRow};
use kernel::{RegionCode, ids::ImportId};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// Rows in one statement.
const BATCH: usize = 500;

pub async fn keep(
    work: &Work,
    region: &RegionCode,
    import: &ImportView,
    rejected: &[RejectedRow],
) -> Result<(), StoreError> {
    let id = import.import.to_string();
    let text = "INSERT INTO library_import (id, region, department, body) VALUES (?, ?, ?, ?)";
    let body = serde_json::to_string(import)?;
    let values =
        vec![id.as_str().into(), region.as_str().into(), import.department.as_str().into(), body.into()];
    sql::execute(work.tx(), text, values).await?;
    for chunk in rejected.chunks(BATCH) {
        let rows = vec!["(?, ?, ?, ?, ?, ?)"; chunk.len()].join(", ");
        let text =
            format!("INSERT INTO rejected_row (region, import, line, field, code, reason) VALUES {rows}");
        let row = |row: &RejectedRow| {
            [
                Value::from(region.as_str()),
                id.as_str().into(),
                row.line.cast_signed().into(),
                row.column.as_str().into(),
                row.code.as_str().into(),
                row.reason.as_str().into(),
            ]
        };
        sql::execute(work.tx(), &text, chunk.iter().flat_map(row).collect()).await?;
    }
    Ok(())
}

pub async fn find<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    import: ImportId,
) -> Result<Option<ImportView>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM library_import WHERE region = ? AND id = ?";
    let row = sql::one::<Row, _>(on, text, vec![region.as_str().into(), import.to_string().into()]).await?;
    Ok(row.map(|row| serde_json::from_str(&row.body)).transpose()?)
}

/// Refused rows after a line, by line.
pub async fn rows<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    import: ImportId,
    after: u64,
    limit: u64,
) -> Result<Vec<RejectedRow>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        line: i64,
        field: String,
        code: String,
        reason: String,
    }
    let text =
        "SELECT line, field, code, reason FROM rejected_row WHERE region = ? AND import = ? AND line > ?
                ORDER BY line LIMIT ?";
    let values = vec![
        region.as_str().into(),
        import.to_string().into(),
        i64::try_from(after).unwrap_or(i64::MAX).into(),
        limit.cast_signed().into(),
    ];
    let rows = sql::all::<Row, _>(on, text, values).await?;
    let view = |row: Row| RejectedRow {
        line: row.line.unsigned_abs(),
        column: row.field,
        code: row.code,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(view).collect())
}
