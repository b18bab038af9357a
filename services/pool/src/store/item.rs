//! Items of the published catalogue: names by code, since registers write names.

use std::collections::BTreeMap;

use ::store::{StoreError, Work, sql};
use contracts::events::planning::Catalogue;
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn keep(work: &Work, region: &RegionCode, catalogue: &Catalogue) -> Result<(), StoreError> {
    for item in &catalogue.items {
        // An older version that comes later changes nothing.
        let text = "INSERT INTO item (region, code, name, version) VALUES (?, ?, ?, ?)
                    ON CONFLICT (region, code) DO UPDATE SET name = excluded.name, version = excluded.version
                    WHERE excluded.version > item.version";
        let values = vec![
            region.as_str().into(),
            item.item.as_str().into(),
            item.name.as_str().into(),
            i64::from(catalogue.version).into(),
        ];
        sql::execute(work.tx(), text, values).await?;
    }
    Ok(())
}

/// Codes by name and by themselves. One name may stand for items of several departments.
pub async fn codes<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        code: String,
        name: String,
    }
    let text = "SELECT code, name FROM item WHERE region = ? ORDER BY code";
    let rows = sql::all::<Row, _>(on, text, vec![region.as_str().into()]).await?;
    let mut codes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        codes.entry(row.name).or_default().push(row.code.clone());
        codes.entry(row.code.clone()).or_default().push(row.code);
    }
    Ok(codes)
}
