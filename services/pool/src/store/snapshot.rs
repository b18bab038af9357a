//! The bytes of a snapshot: `Snapshot` as serde writes it, put together page by page, so that of a pool of a million
//! objects nothing is held but the bytes themselves.

use std::collections::{BTreeMap, BTreeSet};

use ::store::StoreError;
use contracts::api::pool::SnapshotInspector;
use kernel::RegionCode;
use sea_orm::ConnectionTrait;
use serde::Serialize;

use super::{inspector, item, object, recusal};
use crate::domain::Confirmation;

/// Objects read at a time.
const PAGE: u64 = 2000;

/// A snapshot that is not kept yet.
#[derive(Debug)]
pub struct Composed {
    pub content: Vec<u8>,
    pub objects: u64,
    pub inspectors: u64,
}

pub async fn compose<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    confirmation: &Confirmation,
) -> Result<Composed, StoreError> {
    let mut content = b"{\"objects\":[".to_vec();
    let objects = objects(on, region, confirmation, &mut content).await?;
    let people = inspectors(on, region, confirmation).await?;
    let ids: BTreeSet<_> = people.iter().map(|inspector| inspector.id).collect();
    let recusals = recusal::of_region(on, region).await?;
    content.extend_from_slice(b"],\"inspectors\":[");
    write(&mut content, &people)?;
    content.extend_from_slice(b"],\"recusals\":[");
    // Recusals of people outside the roster would only tell their colleagues more than they need.
    let concerned: Vec<_> = recusals.into_iter().filter(|recusal| ids.contains(&recusal.inspector)).collect();
    write(&mut content, &concerned)?;
    content.extend_from_slice(b"]}");
    Ok(Composed { content, objects, inspectors: people.len() as u64 })
}

async fn objects<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    confirmation: &Confirmation,
    content: &mut Vec<u8>,
) -> Result<u64, StoreError> {
    let (mut count, mut after) = (0, String::new());
    loop {
        let page = object::matching(on, region, &confirmation.task.scheme.criteria, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(count) };
        after = last.id.to_string();
        if count > 0 {
            content.push(b',');
        }
        write(content, &page)?;
        count += page.len() as u64;
    }
}

/// Rows with commas between them.
fn write<T: Serialize>(content: &mut Vec<u8>, rows: &[T]) -> Result<(), StoreError> {
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            content.push(b',');
        }
        serde_json::to_writer(&mut *content, row)?;
    }
    Ok(())
}

/// Inspectors of the departments concerned, their items as codes of the catalogue.
async fn inspectors<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    confirmation: &Confirmation,
) -> Result<Vec<SnapshotInspector>, StoreError> {
    let (codes, departments) = (item::codes(on, region).await?, confirmation.asked());
    let mut found = Vec::new();
    for row in inspector::of_region(on, region).await? {
        let mut content = row.kept()?.content;
        if departments.contains(&content.department) {
            content.items = as_codes(content.items, &codes);
            found.push(content);
        }
    }
    Ok(found)
}

/// Codes for names; `*` stands for all, and a name that the catalogue does not have for none.
fn as_codes(items: Vec<String>, codes: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    if items.iter().any(|item| item == "*") {
        return vec!["*".to_owned()];
    }
    let mapped: BTreeSet<_> = items.iter().filter_map(|item| codes.get(item)).flatten().cloned().collect();
    mapped.into_iter().collect()
}
