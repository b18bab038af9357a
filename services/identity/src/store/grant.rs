//! Grants: only ever added, and ended by a row of their own.

use std::collections::{BTreeMap, BTreeSet};

use ::store::{StoreError, Work, sql};
use chrono::NaiveDate;
use contracts::events::identity::Grant;
use kernel::{AccountId, RegionCode, Role};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::domain::{is_in_force, is_office};

#[derive(FromQueryResult)]
struct Row {
    body: String,
}

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

/// Ends a grant; false where it had ended already.
pub async fn end(work: &Work, grant: Uuid) -> Result<bool, StoreError> {
    let text = "INSERT INTO grant_end (id, ended_us) VALUES (?, ?) ON CONFLICT (id) DO NOTHING";
    let values = vec![grant.to_string().into(), work.now().timestamp_micros().into()];
    Ok(sql::execute(work.tx(), text, values).await? == 1)
}

/// A grant of a region, ended or not.
pub async fn find<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    grant: Uuid,
) -> Result<Option<Grant>, StoreError> {
    let values = vec![grant.to_string().into(), region.as_str().into()];
    Ok(grants(on, "id = ? AND region = ?", values).await?.pop())
}

/// Grants of an account that have not been ended.
pub async fn of_account<C: ConnectionTrait>(on: &C, account: &str) -> Result<Vec<Grant>, StoreError> {
    grants(on, &format!("account = ? AND {STANDING}"), vec![account.into()]).await
}

/// The same for several accounts.
pub async fn of_accounts<C: ConnectionTrait>(
    on: &C,
    accounts: &[String],
) -> Result<BTreeMap<AccountId, Vec<Grant>>, StoreError> {
    let mut by_account = BTreeMap::<AccountId, Vec<Grant>>::new();
    if accounts.is_empty() {
        return Ok(by_account);
    }
    let wheres = format!("account IN ({}) AND {STANDING}", sql::marks(accounts.len()));
    let values = accounts.iter().map(|account| Value::from(account.as_str())).collect();
    for grant in grants(on, &wheres, values).await? {
        by_account.entry(grant.account).or_default().push(grant);
    }
    Ok(by_account)
}

/// Which of the accounts hold an office or have held one.
pub async fn in_office<C: ConnectionTrait>(
    on: &C,
    accounts: &[AccountId],
) -> Result<BTreeSet<AccountId>, StoreError> {
    let wheres = format!("account IN ({})", sql::marks(accounts.len()));
    let values = accounts.iter().map(|account| account.to_string().into()).collect();
    let held = grants(on, &wheres, values).await?;
    Ok(held.iter().filter(|grant| is_office(grant.role)).map(|grant| grant.account).collect())
}

/// Who administers a region on a day.
pub async fn administrators<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    today: NaiveDate,
) -> Result<BTreeSet<AccountId>, StoreError> {
    let of_region = grants(on, &format!("region = ? AND {STANDING}"), vec![region.as_str().into()]).await?;
    let in_force =
        of_region.iter().filter(|grant| grant.role == Role::Administrator && is_in_force(grant, today));
    Ok(in_force.map(|grant| grant.account).collect())
}

/// Of grants: not ended.
pub(super) const STANDING: &str = "id NOT IN (SELECT id FROM grant_end)";

async fn grants<C: ConnectionTrait>(
    on: &C,
    wheres: &str,
    values: Vec<Value>,
) -> Result<Vec<Grant>, StoreError> {
    let text = format!("SELECT body FROM role_grant WHERE {wheres} ORDER BY seq");
    let rows = sql::all::<Row, _>(on, &text, values).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}
