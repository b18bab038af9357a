//! Items of the published catalogue.

use ::store::{StoreError, Work, sql};
use contracts::events::planning::{Catalogue, CatalogueItem};
use kernel::RegionCode;
use sea_orm::FromQueryResult;

pub async fn keep(work: &Work, region: &RegionCode, catalogue: &Catalogue) -> Result<(), StoreError> {
    for item in &catalogue.items {
        let text = "INSERT INTO item (region, code, body) VALUES (?, ?, ?)
                    ON CONFLICT (region, code) DO UPDATE SET body = excluded.body";
        let values =
            vec![region.as_str().into(), item.item.as_str().into(), serde_json::to_string(item)?.into()];
        sql::execute(work.tx(), text, values).await?;
    }
    Ok(())
}

pub async fn of_region(work: &Work, region: &RegionCode) -> Result<Vec<CatalogueItem>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM item WHERE region = ? ORDER BY code";
    let rows = sql::all::<Row, _>(work.tx(), text, vec![region.as_str().into()]).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}
