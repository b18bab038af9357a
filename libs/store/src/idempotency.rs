//! Idempotency keys: a command repeated with its key gives the first answer again. Bound to account and request.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Context, StoreError, sql};

/// A key with the digest of the request it came with (method, path and body).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub key: String,
    pub request: String,
}

/// An answer given earlier.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Saved {
    pub request: String,
    pub status: i32,
    pub etag: Option<String>,
    pub body: String,
}

pub(crate) async fn look_up<C: ConnectionTrait>(on: &C, account: &str, key: &Key) -> Result<(), StoreError> {
    let text = "SELECT request, status, etag, body FROM idempotency WHERE account = ? AND key = ?";
    match sql::one::<Saved, _>(on, text, vec![account.into(), key.key.as_str().into()]).await? {
        None => Ok(()),
        Some(saved) if saved.request == key.request => Err(StoreError::Replayed(Box::new(saved))),
        Some(_) => Err(StoreError::KeyReused),
    }
}

pub(crate) async fn save<C: ConnectionTrait>(
    on: &C,
    account: &str,
    key: &Key,
    answer: &Saved,
    now_us: i64,
) -> Result<(), StoreError> {
    sql::execute(
        on,
        "INSERT INTO idempotency (account, key, request, status, etag, body, recorded_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
        vec![
            account.into(),
            key.key.as_str().into(),
            key.request.as_str().into(),
            answer.status.into(),
            answer.etag.clone().into(),
            answer.body.as_str().into(),
            now_us.into(),
        ],
    )
    .await
    .map_err(StoreError::on_conflict)?;
    Ok(())
}

/// Forgets keys older than `days`.
pub async fn prune(context: &Context, days: i64) -> Result<u64, StoreError> {
    let before = (context.clock.now() - chrono::TimeDelta::days(days)).timestamp_micros();
    let transaction = context.database.begin().await?;
    let gone =
        sql::execute(&transaction, "DELETE FROM idempotency WHERE recorded_us < ?", vec![before.into()])
            .await?;
    transaction.commit().await?;
    Ok(gone)
}
