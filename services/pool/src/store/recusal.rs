//! Recusals (执法回避).

use ::store::{StoreError, Work, sql};
use contracts::api::pool::SnapshotRecusal;
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn keep(work: &Work, region: &RegionCode, recusal: &SnapshotRecusal) -> Result<(), StoreError> {
    let text = "INSERT INTO recusal (region, object, inspector) VALUES (?, ?, ?)
                ON CONFLICT (region, object, inspector) DO NOTHING";
    let values =
        vec![region.as_str().into(), recusal.object.as_str().into(), recusal.inspector.to_string().into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

pub async fn of_region<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Vec<SnapshotRecusal>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        object: String,
        inspector: String,
    }
    let text = "SELECT object, inspector FROM recusal WHERE region = ? ORDER BY object, inspector";
    let rows = sql::all::<Row, _>(on, text, vec![region.as_str().into()]).await?;
    let recusal = |row: Row| {
        Some(SnapshotRecusal { object: row.object.parse().ok()?, inspector: row.inspector.parse().ok()? })
    };
    Ok(rows.into_iter().filter_map(recusal).collect())
}
