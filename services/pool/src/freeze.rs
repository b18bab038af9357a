//! Freezing the pool of a released task: exactly what the departments confirmed, as one immutable artefact.

use ::store::{Loaded, StoreError, Work, artefact, journal};
use contracts::{api::pool::Snapshot, events::pool::SnapshotFrozen};
use kernel::RegionCode;

use crate::{
    domain::{Confirmation, Stage},
    store::{inspector, item, object, recusal},
};

/// The library's version: how many imports and recusals it has seen.
pub async fn library_version(work: &Work, region: &RegionCode) -> Result<u64, StoreError> {
    journal::last_version(work.tx(), &library(region)).await
}

/// The aggregate under which changes of a region's libraries are journaled.
pub fn library(region: &RegionCode) -> String {
    format!("library-{region}")
}

/// Freezes, where the task is released and every confirmation is of the library as it stands.
pub async fn freeze_if_current(
    work: &mut Work,
    confirmation: &mut Loaded<Confirmation>,
) -> Result<(), StoreError> {
    let region = confirmation.state.task.region.clone();
    let version = library_version(work, &region).await?;
    let waits = matches!(confirmation.state.stage, Stage::Released | Stage::Stale);
    if !waits || !confirmation.state.is_current(version) {
        return Ok(());
    }
    let snapshot = Snapshot {
        objects: object::matching(work, &region, &confirmation.state.task.scheme.criteria).await?,
        inspectors: inspectors(work, &region, &confirmation.state).await?,
        recusals: recusal::of_region(work, &region).await?,
    };
    let (objects, people) = (snapshot.objects.len() as u64, snapshot.inspectors.len() as u64);
    let digest = artefact::keep(work, &region, "application/json", serde_json::to_vec(&snapshot)?).await?;
    let task = confirmation.state.task.task;
    let frozen = SnapshotFrozen { task, region, digest, objects, inspectors: people };
    let events = confirmation.state.freeze(frozen);
    work.apply(confirmation, &events).await
}

/// Inspectors of the departments concerned, their items as codes of the catalogue.
async fn inspectors(
    work: &Work,
    region: &RegionCode,
    confirmation: &Confirmation,
) -> Result<Vec<contracts::api::pool::SnapshotInspector>, StoreError> {
    let (codes, departments) = (item::codes(work, region).await?, confirmation.asked());
    let mut found = Vec::new();
    for row in inspector::of_region(work.tx(), region).await? {
        let mut content = row.content()?;
        if !departments.contains(&content.department) {
            continue;
        }
        if !content.items.iter().any(|item| item == "*") {
            let mut mapped: Vec<String> =
                content.items.iter().filter_map(|item| codes.get(item)).flatten().cloned().collect();
            mapped.sort();
            mapped.dedup();
            content.items = mapped;
        }
        found.push(content);
    }
    Ok(found)
}
