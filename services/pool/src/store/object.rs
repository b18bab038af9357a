//! Objects of a region, and what was known of each in which period.

mod matching;
mod period;
mod search;

use std::collections::HashMap;

use ::store::{StoreError, Work, sql};
use chrono::NaiveDate;
use contracts::api::pool::SnapshotObject;
use kernel::{ObjectId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};

pub use matching::matching;
pub use period::{Period, begin as begin_periods, of as periods, page_at};
pub use search::{Search, page};

/// Rows in one statement.
pub const BATCH: usize = 500;

/// What is kept of an object besides its contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub content: SnapshotObject,
    pub active: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub approver: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ObjectRow {
    pub id: String,
    pub body: String,
    /// Ciphertext of the contact's number.
    pub phone: Option<String>,
    pub phone_mark: String,
}

impl ObjectRow {
    pub fn kept(&self) -> Result<Kept, StoreError> {
        Ok(serde_json::from_str(&self.body)?)
    }
}

/// The rows that there are of these ids.
pub async fn known(
    work: &Work,
    region: &RegionCode,
    ids: &[&str],
) -> Result<HashMap<String, ObjectRow>, StoreError> {
    let text = format!(
        "SELECT id, body, phone, phone_mark FROM object WHERE region = ? AND id IN ({})",
        sql::marks(ids.len())
    );
    let mut values = vec![Value::from(region.as_str())];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    let rows = sql::all::<ObjectRow, _>(work.tx(), &text, values).await?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// Adds or replaces rows, in one statement: at most `BATCH` of them.
pub async fn keep(work: &Work, region: &RegionCode, rows: &[(Kept, ObjectRow)]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let marks = vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; rows.len()].join(", ");
    let text = format!(
        "INSERT INTO object (region, id, name, kind, place, trade, risk, approved_by, active, body, phone, phone_mark)
         VALUES {marks} ON CONFLICT (region, id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
         place = excluded.place, trade = excluded.trade, risk = excluded.risk, approved_by = excluded.approved_by,
         active = excluded.active, body = excluded.body, phone = excluded.phone, phone_mark = excluded.phone_mark"
    );
    let mut values: Vec<Value> = Vec::with_capacity(rows.len() * 12);
    for (kept, row) in rows {
        let object = &kept.content;
        values.extend([
            region.as_str().into(),
            object.id.as_str().into(),
            object.name.as_str().into(),
            word(&object.kind)?.into(),
            object.place.as_str().into(),
            object.trade.as_str().into(),
            word(&object.risk)?.into(),
            object.approved_by.clone().map(String::from).into(),
            i64::from(kept.active).into(),
            row.body.as_str().into(),
            row.phone.clone().into(),
            row.phone_mark.as_str().into(),
        ]);
    }
    sql::execute(work.tx(), &text, values).await?;
    Ok(())
}

/// The word that an enum serialises as.
fn word<T: Serialize>(value: &T) -> Result<String, StoreError> {
    Ok(serde_json::to_value(value)?.as_str().unwrap_or_default().to_owned())
}

/// An object with its contact's key, where there still is one.
pub async fn find<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &ObjectId,
) -> Result<Option<(ObjectRow, Option<String>)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Key {
        key: String,
    }
    let text = "SELECT id, body, phone, phone_mark FROM object WHERE region = ? AND id = ?";
    let row = sql::one::<ObjectRow, _>(on, text, vec![region.as_str().into(), id.as_str().into()]).await?;
    let Some(row) = row else { return Ok(None) };
    let text = "SELECT key FROM person_key WHERE person = ?";
    let person = super::person_key::of_object(region, id);
    let key = sql::one::<Key, _>(on, text, vec![person.into()]).await?;
    Ok(Some((row, key.map(|key| key.key))))
}

/// Lets go of the contact.
pub async fn forget_phone(work: &Work, region: &RegionCode, id: &ObjectId) -> Result<(), StoreError> {
    let text = "UPDATE object SET phone = NULL, phone_mark = '' WHERE region = ? AND id = ?";
    sql::execute(work.tx(), text, vec![region.as_str().into(), id.as_str().into()]).await?;
    Ok(())
}
