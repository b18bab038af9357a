//! Disclosed results of items, as they stand: numbers by kind, no object.

use ::store::{StoreError, Work, sql};
use contracts::{
    api::oversight::ResultCount,
    events::disclosure::{ResultCorrected, ResultDisclosed},
};
use kernel::{ItemCode, RegionCode, codes::ResultKind};
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn keep(work: &Work, region: &RegionCode, disclosed: &ResultDisclosed) -> Result<(), StoreError> {
    for item in &disclosed.items {
        let text = "INSERT INTO disclosed_item (duty, item, region, result, day) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (duty, item) DO NOTHING";
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

/// A corrected result counts as what it was corrected to, in the year in which it was disclosed.
pub async fn correct(work: &Work, corrected: &ResultCorrected) -> Result<(), StoreError> {
    let item: &ItemCode = &corrected.item;
    let text = "UPDATE disclosed_item SET result = ? WHERE duty = ? AND item = ?";
    let values = vec![
        serde_json::to_string(&corrected.to)?.into(),
        corrected.duty.to_string().into(),
        item.as_str().into(),
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
    let text = "SELECT result, count(*) AS number FROM disclosed_item
                WHERE region = ? AND day BETWEEN ? AND ? GROUP BY result";
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
