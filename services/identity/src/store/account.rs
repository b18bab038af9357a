//! Accounts; the person's name only as ciphertext under a key of the person's own.

use ::store::{StoreError, Work, sql};
use kernel::{AccountId, DepartmentId, PersonKey, Personal, RegionCode, Role};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::grant::STANDING;

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

/// Whose account it is.
#[derive(Debug)]
pub struct Person {
    pub account: AccountId,
    pub region: String,
    pub login: String,
    /// None where the person was forgotten.
    pub name: Option<String>,
}

/// The persons behind accounts, by id.
pub async fn people<C: ConnectionTrait>(on: &C, accounts: &[AccountId]) -> Result<Vec<Person>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: String,
        region: String,
        login: String,
        name: String,
        key: Option<String>,
    }
    let text = format!(
        "SELECT a.id, a.region, a.login, a.name, k.key FROM account a LEFT JOIN person_key k ON k.account = a.id
         WHERE a.id IN ({}) ORDER BY a.id",
        sql::marks(accounts.len())
    );
    let values = accounts.iter().map(|account| account.to_string().into()).collect();
    let rows = sql::all::<Row, _>(on, &text, values).await?;
    let person = |row: Row| {
        let account = row.id.parse().ok()?;
        let name = reveal(&row.name, row.key.as_deref());
        Some(Person { account, region: row.region, login: row.login, name })
    };
    Ok(rows.into_iter().filter_map(person).collect())
}

fn reveal(sealed: &str, key: Option<&str>) -> Option<String> {
    let key = PersonKey::from_bytes(hex::decode(key?).ok()?.try_into().ok()?);
    serde_json::from_str::<Personal<String>>(sealed).ok()?.reveal(&key)
}

/// Which accounts of a region are looked for.
#[derive(Debug, Default)]
pub struct AccountSearch {
    /// Part of the login; names are sealed.
    pub q: Option<String>,
    pub role: Option<Role>,
    /// With a role too, both in one grant.
    pub department: Option<DepartmentId>,
}

impl AccountSearch {
    fn narrow(&self, region: &RegionCode) -> (String, Vec<Value>) {
        let (mut text, mut values) = ("region = ?".to_owned(), vec![Value::from(region.as_str())]);
        if let Some(q) = &self.q {
            text.push_str(" AND login LIKE lower(?) ESCAPE '!'");
            values.push(sql::containing(q).into());
        }
        let has = |(field, value): (&str, String)| sql::containing(&format!("\"{field}\":\"{value}\""));
        let role = self.role.and_then(|role| serde_json::to_value(role).ok()?.as_str().map(str::to_owned));
        let department = self.department.as_ref().map(ToString::to_string);
        let parts: Vec<_> = [("role", role), ("department", department)]
            .into_iter()
            .filter_map(|(field, value)| Some(has((field, value?))))
            .collect();
        if !parts.is_empty() {
            // A grant is kept as we write it, without a word of anybody's own: its fields can be looked for as they stand.
            let like = vec!["body LIKE ? ESCAPE '!'"; parts.len()].join(" AND ");
            text.push_str(&format!(
                " AND id IN (SELECT account FROM role_grant WHERE region = ? AND {STANDING} AND {like})"
            ));
            values.push(region.as_str().into());
            values.extend(parts.into_iter().map(Value::from));
        }
        (text, values)
    }
}

/// A page of a region's accounts by id, and how many there are in all.
pub async fn page<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    search: &AccountSearch,
    after: &str,
    limit: u64,
) -> Result<(Vec<AccountRow>, u64), StoreError> {
    let (wheres, mut values) = search.narrow(region);
    let count = format!("SELECT count(*) AS number FROM account WHERE {wheres}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    let text = format!("{SELECT} WHERE {wheres} AND id > ? ORDER BY id LIMIT ?");
    values.extend([after.into(), limit.cast_signed().into()]);
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
