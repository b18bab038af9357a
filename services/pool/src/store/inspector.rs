//! Inspectors of a region. Names and certificate numbers are ciphertext under a key of the person's own; the certificate
//! number is besides kept as a digest under the region's key, by which a later import finds the same person.

mod period;

use std::collections::HashMap;

use ::store::{StoreError, Work, sql};
use contracts::api::pool::{InspectorState, SnapshotInspector};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};

pub use period::{InspectorPeriodRow, of as periods, page_at};

use super::period::Since;

/// What is kept of an inspector besides name and certificate number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptInspector {
    #[serde(flatten)]
    pub content: SnapshotInspector,
    #[serde(default)]
    pub state: InspectorState,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuing_body: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expertise: String,
    #[serde(default)]
    pub expert: bool,
}

/// A row with the person's key, where there still is one.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InspectorRow {
    pub id: String,
    /// Digest of the certificate number.
    pub certificate: String,
    pub name: String,
    pub name_mark: String,
    pub sealed_certificate: Option<String>,
    pub body: String,
    pub key: Option<String>,
}

impl InspectorRow {
    pub fn kept(&self) -> Result<KeptInspector, StoreError> {
        Ok(serde_json::from_str(&self.body)?)
    }
}

const SELECT: &str = "SELECT i.id, i.certificate, i.name, i.name_mark, i.sealed_certificate, i.body, k.key
    FROM inspector i LEFT JOIN person_key k ON k.person = i.id";

/// What a list asks for; all filters narrow.
#[derive(Debug, Clone, Default)]
pub struct InspectorSearch {
    pub department: Option<String>,
    pub state: Option<InspectorState>,
    /// The id after which the page begins.
    pub after: String,
    pub limit: u64,
}

/// A page of rows by id, and how many there are in all.
pub async fn page<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    search: &InspectorSearch,
) -> Result<(Vec<InspectorRow>, u64), StoreError> {
    let mut filter = "i.region = ?".to_owned();
    let mut values = vec![Value::from(region.as_str())];
    if let Some(department) = &search.department {
        filter += " AND i.department = ?";
        values.push(department.as_str().into());
    }
    if let Some(state) = search.state {
        filter += " AND i.state = ?";
        values.push(word(state)?.into());
    }
    let count = format!("SELECT count(*) AS number FROM inspector i WHERE {filter}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    values.extend([Value::from(search.after.as_str()), search.limit.cast_signed().into()]);
    let text = format!("{SELECT} WHERE {filter} AND i.id > ? ORDER BY i.id LIMIT ?");
    Ok((sql::all(on, &text, values).await?, total))
}

/// All of a region, by id: some hundreds, at most a few thousand.
pub async fn of_region<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Vec<InspectorRow>, StoreError> {
    let text = format!("{SELECT} WHERE i.region = ? ORDER BY i.id");
    Ok(sql::all(on, &text, vec![region.as_str().into()]).await?)
}

pub async fn find<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &str,
) -> Result<Option<InspectorRow>, StoreError> {
    let text = format!("{SELECT} WHERE i.region = ? AND i.id = ?");
    Ok(sql::one(on, &text, vec![region.as_str().into(), id.into()]).await?)
}

/// Rows by the digest of their certificate number.
pub async fn known(work: &Work, region: &RegionCode) -> Result<HashMap<String, InspectorRow>, StoreError> {
    let rows = of_region(work.tx(), region).await?;
    Ok(rows.into_iter().map(|row| (row.certificate.clone(), row)).collect())
}

/// Adds or replaces a row, ends its open period and begins a new one.
pub async fn keep(
    work: &Work,
    region: &RegionCode,
    since: Since,
    kept: &KeptInspector,
    row: &InspectorRow,
) -> Result<(), StoreError> {
    let text = "INSERT INTO inspector (id, region, department, certificate, name, name_mark, sealed_certificate, state, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET department = excluded.department,
                certificate = excluded.certificate, name = excluded.name, name_mark = excluded.name_mark,
                sealed_certificate = excluded.sealed_certificate, state = excluded.state, body = excluded.body";
    let values = vec![
        row.id.as_str().into(),
        region.as_str().into(),
        kept.content.department.as_str().into(),
        row.certificate.as_str().into(),
        row.name.as_str().into(),
        row.name_mark.as_str().into(),
        row.sealed_certificate.clone().into(),
        word(kept.state)?.into(),
        row.body.as_str().into(),
    ];
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    period::begin(work, region, since, row).await
}

fn word(state: InspectorState) -> Result<String, StoreError> {
    Ok(serde_json::to_value(state)?.as_str().unwrap_or_default().to_owned())
}
