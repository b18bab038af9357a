//! Regions and departments as they were registered.

use ::store::{StoreError, Work, sql};
use contracts::events::planning::{Department, Region};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, Value};
use serde::Serialize;

use super::reads::bodies;

pub async fn keep_region(work: &Work, region: &Region) -> Result<(), StoreError> {
    keep(work, format!("region-{}", region.region), "region", &region.region, region).await
}

pub async fn keep_department(work: &Work, department: &Department) -> Result<(), StoreError> {
    let id = &department.department;
    keep(work, format!("department-{id}"), "department", &id.region(), department).await
}

async fn keep<T: Serialize>(
    work: &Work,
    id: String,
    kind: &str,
    region: &RegionCode,
    body: &T,
) -> Result<(), StoreError> {
    let text = "INSERT INTO registry (id, kind, region, body) VALUES (?, ?, ?, ?)";
    let values: Vec<Value> =
        vec![id.into(), kind.into(), region.as_str().into(), serde_json::to_string(body)?.into()];
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    Ok(())
}

/// Every region that was opened.
pub async fn regions<C: ConnectionTrait>(on: &C) -> Result<Vec<Region>, StoreError> {
    bodies(on, "SELECT body FROM registry WHERE kind = 'region' ORDER BY region", vec![]).await
}

/// The departments of a region.
pub async fn departments<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Vec<Department>, StoreError> {
    let text = "SELECT body FROM registry WHERE kind = 'department' AND region = ? ORDER BY id";
    bodies(on, text, vec![region.as_str().into()]).await
}
