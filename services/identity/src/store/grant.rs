//! Grants: only ever added.

use ::store::{StoreError, Work, sql};
use contracts::events::identity::Grant;
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn insert(work: &Work, grant: &Grant) -> Result<(), StoreError> {
    let values = vec![
        grant.grant.to_string().into(),
        grant.account.to_string().into(),
        grant.region.as_str().into(),
        serde_json::to_string(grant)?.into(),
    ];
    sql::execute(work.tx(), "INSERT INTO role_grant (id, account, region, body) VALUES (?, ?, ?, ?)", values)
        .await?;
    Ok(())
}

pub async fn of_account<C: ConnectionTrait>(on: &C, account: &str) -> Result<Vec<Grant>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM role_grant WHERE account = ? ORDER BY seq";
    let rows = sql::all::<Row, _>(on, text, vec![account.into()]).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}
