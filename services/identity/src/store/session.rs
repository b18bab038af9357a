//! Sessions by the hash of their refresh token.

use ::store::{Database, StoreError, Work, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::admin::hashed;

#[derive(Debug, FromQueryResult)]
pub struct SessionRow {
    pub account: String,
    pub expires_us: i64,
    /// The grant that was acted by last; none in sessions older than this.
    pub acting: Option<String>,
}

pub async fn insert(
    work: &Work,
    refresh: &str,
    account: &str,
    expires_us: i64,
    acting: Uuid,
) -> Result<(), StoreError> {
    let text = "INSERT INTO session (refresh, account, expires_us, acting) VALUES (?, ?, ?, ?)";
    let acting = acting.to_string();
    let values = vec![hashed(refresh).into(), account.into(), expires_us.into(), acting.into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// Keeps by which grant the session acts from now on.
pub async fn act_by(database: &Database, refresh: &str, grant: Uuid) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    let values = vec![grant.to_string().into(), hashed(refresh).into()];
    sql::execute(&transaction, "UPDATE session SET acting = ? WHERE refresh = ?", values).await?;
    Ok(transaction.commit().await?)
}

/// Ends one session; false where it had ended already.
pub async fn end(work: &Work, refresh: &str) -> Result<bool, StoreError> {
    let text = "DELETE FROM session WHERE refresh = ?";
    Ok(sql::execute(work.tx(), text, vec![hashed(refresh).into()]).await? == 1)
}

/// Names a session in its tokens; the refresh token cannot be got from it.
pub fn id(refresh: &str) -> String {
    short(&hashed(refresh))
}

fn short(hash: &str) -> String {
    hash.chars().take(32).collect()
}

/// Ends every session of an account and tells their ids.
pub async fn end_all(work: &Work, account: &str) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        refresh: String,
    }
    let text = "SELECT refresh FROM session WHERE account = ?";
    let rows = sql::all::<Row, _>(work.tx(), text, vec![account.into()]).await?;
    sql::execute(work.tx(), "DELETE FROM session WHERE account = ?", vec![account.into()]).await?;
    Ok(rows.iter().map(|row| short(&row.refresh)).collect())
}

pub async fn find<C: ConnectionTrait>(on: &C, refresh: &str) -> Result<Option<SessionRow>, StoreError> {
    let text = "SELECT account, expires_us, acting FROM session WHERE refresh = ?";
    Ok(sql::one(on, text, vec![hashed(refresh).into()]).await?)
}
