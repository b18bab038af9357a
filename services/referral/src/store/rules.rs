//! Routing rules, every version kept.

use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{StoreError, Work, sql};

use crate::domain::routing::Rules;

/// The rules in force; version 0 without a rule where none were published.
pub async fn in_force<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<Rules, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM rules WHERE region = ? ORDER BY version DESC LIMIT 1";
    match sql::one::<Row, _>(on, text, vec![region.as_str().into()]).await? {
        Some(row) => Ok(serde_json::from_str(&row.body)?),
        None => Ok(Rules::default()),
    }
}

/// Two who publish at once meet at the version: the second is told so.
pub async fn keep(work: &Work, region: &RegionCode, rules: &Rules) -> Result<(), StoreError> {
    let values =
        vec![region.as_str().into(), i64::from(rules.version).into(), serde_json::to_string(rules)?.into()];
    sql::execute(work.tx(), "INSERT INTO rules (region, version, body) VALUES (?, ?, ?)", values)
        .await
        .map_err(StoreError::on_conflict)?;
    Ok(())
}
