//! The version of a region's libraries, and which version last moved each part of them.

use ::store::{StoreError, Work, journal, sql};
use contracts::events::pool::LibraryEvent;
use kernel::{DepartmentId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::domain::Moved;

/// The part that holds the objects; the inspectors of a department stand under its id.
const OBJECTS: &str = "objects";

/// The aggregate under which changes of a region's libraries are journaled.
fn aggregate(region: &RegionCode) -> String {
    format!("library-{region}")
}

/// How many changes the libraries have seen.
pub async fn version<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<u64, StoreError> {
    journal::last_version(on, &aggregate(region)).await
}

/// Journals the change that brings the libraries to `version`, and marks the parts that it moved.
pub async fn changed(
    work: &mut Work,
    region: &RegionCode,
    version: u64,
    parts: &[Option<DepartmentId>],
    event: LibraryEvent,
) -> Result<(), StoreError> {
    work.record(region, &aggregate(region), version.saturating_sub(1), &[event]).await?;
    for part in parts {
        let text = "INSERT INTO library_mark (region, part, version) VALUES (?, ?, ?)
                    ON CONFLICT (region, part) DO UPDATE SET version = excluded.version";
        let part = part.as_ref().map_or(OBJECTS, DepartmentId::as_str);
        let values = vec![region.as_str().into(), part.into(), version.cast_signed().into()];
        sql::execute(work.tx(), text, values).await?;
    }
    Ok(())
}

/// The version that last moved each part.
pub async fn moved<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<Moved, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        part: String,
        version: i64,
    }
    let text = "SELECT part, version FROM library_mark WHERE region = ?";
    let mut moved = Moved::default();
    for row in sql::all::<Row, _>(on, text, vec![region.as_str().into()]).await? {
        let version = row.version.unsigned_abs();
        match row.part.parse() {
            Ok(department) => drop(moved.inspectors.insert(department, version)),
            Err(_) => moved.objects = version,
        }
    }
    Ok(moved)
}
