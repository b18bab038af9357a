//! Accounts; the person's name only as ciphertext under a key of the person's own.

use ::store::{StoreError, Work, sql};
use kernel::{AccountId, PersonKey, Personal, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};

#[derive(Debug, FromQueryResult)]
pub struct AccountRow {
    pub id: String,
    pub login: String,
    pub region: String,
    pub password: String,
    pub failures: i64,
    pub locked_until_us: i64,
}

pub async fn insert(
    work: &Work,
    id: AccountId,
    region: &RegionCode,
    login: &str,
    name: &str,
    password: &str,
) -> Result<(), StoreError> {
    let entropy = &*work.context().entropy;
    let key = PersonKey::new(entropy);
    let sealed = Personal::seal(&name.to_owned(), &key, entropy);
    let sealed = serde_json::to_string(&sealed)?;
    let values =
        vec![id.to_string().into(), region.as_str().into(), login.into(), sealed.into(), password.into()];
    let text = "INSERT INTO account (id, region, login, name, password) VALUES (?, ?, ?, ?, ?)";
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    let values = vec![id.to_string().into(), hex::encode(key.as_bytes()).into()];
    sql::execute(work.tx(), "INSERT INTO person_key (account, key) VALUES (?, ?)", values).await?;
    Ok(())
}

pub async fn by_login<C: ConnectionTrait>(on: &C, login: &str) -> Result<Option<AccountRow>, StoreError> {
    Ok(sql::one(on, &format!("{SELECT} WHERE login = ?"), vec![login.into()]).await?)
}

pub async fn find<C: ConnectionTrait>(on: &C, id: &AccountId) -> Result<Option<AccountRow>, StoreError> {
    Ok(sql::one(on, &format!("{SELECT} WHERE id = ?"), vec![id.to_string().into()]).await?)
}

const SELECT: &str = "SELECT id, login, region, password, failures, locked_until_us FROM account";

/// A page of a region's accounts by id, and how many there are in all.
pub async fn page<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    after: &str,
    limit: u64,
) -> Result<(Vec<AccountRow>, u64), StoreError> {
    let count = "SELECT count(*) AS number FROM account WHERE region = ?";
    let total = sql::number(on, count, vec![region.as_str().into()]).await?.unsigned_abs();
    let text = format!("{SELECT} WHERE region = ? AND id > ? ORDER BY id LIMIT ?");
    let values = vec![region.as_str().into(), after.into(), limit.cast_signed().into()];
    Ok((sql::all(on, &text, values).await?, total))
}

pub async fn set_password(work: &Work, id: &str, password: &str) -> Result<(), StoreError> {
    let text = "UPDATE account SET password = ?, failures = 0, locked_until_us = 0 WHERE id = ?";
    sql::execute(work.tx(), text, vec![password.into(), id.into()]).await?;
    Ok(())
}

/// Counts a failure, or forgets them with 0.
pub async fn note_failures(
    work: &Work,
    id: &str,
    failures: i64,
    locked_until_us: i64,
) -> Result<(), StoreError> {
    let text = "UPDATE account SET failures = ?, locked_until_us = ? WHERE id = ?";
    sql::execute(work.tx(), text, vec![failures.into(), locked_until_us.into(), id.into()]).await?;
    Ok(())
}
