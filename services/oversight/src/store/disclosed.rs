//! Disclosed results of items, as they stand: numbers by kind, no object.

use ::store::{StoreError, Work, sql};
use contracts::{
    api::oversight::ResultCount,
    events::disclosure::{ResultCorrected, ResultDisclosed},
};
use kernel::{RegionCode, codes::ResultKind};
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn keep(work: &Work, region: &RegionCode, disclosed: &ResultDisclosed) -> Result<(), StoreError> {
    for item in &disclosed.items {
        let text = "INSERT INTO disclosed_item (duty, item, region, disclosed, day) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (duty, item) DO UPDATE SET disclosed = excluded.disclosed, day = excluded.day";
        let values = vec![
            disclosed.duty.to_string().into(),
            item.item.as_str().into(),
            region.as_str().into(),
            serde_json::to_string(&item.result)?.into(),
            disclosed.disclosed_on.to_string().into(),
        ];
        sql::execute(work.tx(), text, values).await?;
    }
    Ok(())
}

/// A corrected result counts as what it was corrected to last, in the year in which it was disclosed.
pub async fn correct(
    work: &Work,
    region: &RegionCode,
    corrected: &ResultCorrected,
    version: u64,
) -> Result<(), StoreError> {
    let text = "INSERT INTO disclosed_item (duty, item, region, corrected, version) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (duty, item) DO UPDATE SET
                corrected = CASE WHEN excluded.version > disclosed_item.version THEN excluded.corrected
                                 ELSE disclosed_item.corrected END,
                version = CASE WHEN excluded.version > disclosed_item.version THEN excluded.version
                               ELSE disclosed_item.version END";
    let values = vec![
        corrected.duty.to_string().into(),
        corrected.item.as_str().into(),
        region.as_str().into(),
        serde_json::to_string(&corrected.to)?.into(),
        version.cast_signed().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// In the order of the article; kinds that nobody had are left out.
pub async fn by_result<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    year: i32,
) -> Result<Vec<ResultCount>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        result: String,
        number: i64,
    }
    let text = "SELECT COALESCE(corrected, disclosed) AS result, count(*) AS number FROM disclosed_item
                WHERE region = ? AND day BETWEEN ? AND ? GROUP BY COALESCE(corrected, disclosed)";
    let values =
        vec![region.as_str().into(), format!("{year:04}-01-01").into(), format!("{year:04}-12-31").into()];
    let rows = sql::all::<Row, _>(on, text, values).await?;
    let mut counts = Vec::new();
    for result in ResultKind::ALL {
        let word = serde_json::to_string(&result)?;
        let found = rows.iter().find(|row| row.result == word).map_or(0, |row| row.number.unsigned_abs());
        if found > 0 {
            counts.push(ResultCount { result, name: result.name().to_owned(), count: found });
        }
    }
    Ok(counts)
}
