//! Where an object or an inspector stands outside: the last reference in each system.

use ::store::{StoreError, Work, journal, sql};
use contracts::events::{planning::ExternalReference, pool::ReferenceEvent};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Keeps a reference and journals it; the version that the row's references have come to.
pub async fn keep(
    work: &mut Work,
    region: &RegionCode,
    id: &str,
    external: &ExternalReference,
    event: ReferenceEvent,
) -> Result<u64, StoreError> {
    let text = "INSERT INTO external_reference (region, row_id, system, body) VALUES (?, ?, ?, ?)
                ON CONFLICT (region, row_id, system) DO UPDATE SET body = excluded.body";
    let body = serde_json::to_string(external)?;
    let values = vec![region.as_str().into(), id.into(), external.system.as_str().into(), body.into()];
    sql::execute(work.tx(), text, values).await?;
    let aggregate = format!("references/{region}/{id}");
    let from = journal::last_version(work.tx(), &aggregate).await?;
    work.record(region, &aggregate, from, &[event]).await?;
    Ok(from + 1)
}

pub async fn of<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &str,
) -> Result<Vec<ExternalReference>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM external_reference WHERE region = ? AND row_id = ? ORDER BY system";
    let rows = sql::all::<Row, _>(on, text, vec![region.as_str().into(), id.into()]).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}
