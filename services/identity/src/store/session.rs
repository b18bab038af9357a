//! Sessions by the hash of their refresh token.

use ::store::{StoreError, Work, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::admin::hashed;

#[derive(Debug, FromQueryResult)]
pub struct SessionRow {
    pub account: String,
    pub expires_us: i64,
}

pub async fn insert(work: &Work, refresh: &str, account: &str, expires_us: i64) -> Result<(), StoreError> {
    let text = "INSERT INTO session (refresh, account, expires_us) VALUES (?, ?, ?)";
    sql::execute(work.tx(), text, vec![hashed(refresh).into(), account.into(), expires_us.into()]).await?;
    Ok(())
}

pub async fn find<C: ConnectionTrait>(on: &C, refresh: &str) -> Result<Option<SessionRow>, StoreError> {
    let text = "SELECT account, expires_us FROM session WHERE refresh = ?";
    Ok(sql::one(on, text, vec![hashed(refresh).into()]).await?)
}
