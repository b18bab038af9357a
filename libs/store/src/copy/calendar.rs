//! The working calendar of a region: the built-in notices and those that planning has published since.

use std::collections::BTreeMap;

use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};
use workdays::{Calendar, Notice};

use crate::{StoreError, Work, sql};

/// The table, for a migration.
pub const SQL: &str = "CREATE TABLE notice (
        region {text} NOT NULL,
        year BIGINT NOT NULL,
        version BIGINT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (region, year, version)
    )
    --
    ";

pub async fn keep(work: &Work, region: &RegionCode, notice: &Notice) -> Result<(), StoreError> {
    sql::execute(
        work.tx(),
        "INSERT INTO notice (region, year, version, body) VALUES (?, ?, ?, ?)
         ON CONFLICT (region, year, version) DO NOTHING",
        vec![
            region.as_str().into(),
            i64::from(notice.year).into(),
            i64::from(notice.version).into(),
            serde_json::to_string(notice)?.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The calendar of a region.
pub async fn of_region<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<Calendar, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM notice WHERE region = ? ORDER BY year, version";
    let rows = sql::all::<Row, _>(on, text, vec![region.as_str().into()]).await?;
    rows.iter().try_fold(Calendar::built_in(), |calendar, row| {
        let notice: Notice = serde_json::from_str(&row.body)?;
        // One that contradicts what is known was refused where it was published.
        Ok(calendar.clone().with_notice(notice).unwrap_or(calendar))
    })
}

/// Calendars by region, each read once: for a job that goes over the things of many regions.
#[derive(Debug, Default)]
pub struct Calendars(BTreeMap<RegionCode, Calendar>);

impl Calendars {
    pub async fn of<C: ConnectionTrait>(
        &mut self,
        on: &C,
        region: &RegionCode,
    ) -> Result<&Calendar, StoreError> {
        use std::collections::btree_map::Entry;
        match self.0.entry(region.clone()) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(of_region(on, region).await?)),
        }
    }
}
