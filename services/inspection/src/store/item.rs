//! Items of the published catalogues, by version: a task is inspected after the version that it was released on (art. 6),
//! whichever came later.

use ::store::{StoreError, Work, sql};
use contracts::events::planning::{Catalogue, CatalogueItem};
use kernel::RegionCode;
use sea_orm::FromQueryResult;

pub async fn keep(work: &Work, region: &RegionCode, catalogue: &Catalogue) -> Result<(), StoreError> {
    for item in &catalogue.items {
        let text = "INSERT INTO catalogue_item (region, version, code, body) VALUES (?, ?, ?, ?)
                    ON CONFLICT (region, version, code) DO NOTHING";
        let values = vec![
            region.as_str().into(),
            i64::from(catalogue.version).into(),
            item.item.as_str().into(),
            serde_json::to_string(item)?.into(),
        ];
        sql::execute(work.tx(), text, values).await?;
    }
    Ok(())
}

pub async fn of_version(
    work: &Work,
    region: &RegionCode,
    version: u32,
) -> Result<Vec<CatalogueItem>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM catalogue_item WHERE region = ? AND version = ? ORDER BY code";
    let values = vec![region.as_str().into(), i64::from(version).into()];
    let rows = sql::all::<Row, _>(work.tx(), text, values).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}
