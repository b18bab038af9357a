//! What both imports share: the library version, the journal row, the report.

use std::collections::BTreeSet;

use ::store::{StoreError, Work};
use chrono::{NaiveDate, TimeDelta};
use contracts::{
    api::pool::{ImportReport, ImportView, Library, RejectedRow},
    events::pool::{ImportSummary, LibraryEvent},
};
use kernel::{DepartmentId, RegionCode, ids::ImportId};

use crate::store::{import, library, period::Since};

/// Refused rows that the answer itself carries.
const SHOWN: usize = 1000;

/// A file as it came.
#[derive(Debug, Clone)]
pub struct File {
    /// SHA-256, hex.
    pub digest: String,
    /// The day from which it holds, where that is not now.
    pub holds_from: Option<NaiveDate>,
}

/// An import under way.
#[derive(Debug)]
pub(super) struct Import {
    pub id: ImportId,
    pub library: Library,
    pub region: RegionCode,
    pub department: DepartmentId,
    /// SHA-256 of the file, hex.
    pub digest: String,
    /// The library version that it brings about, if it changes anything.
    pub version: u64,
    /// From when its rows hold.
    pub from_us: i64,
    pub tally: Tally,
}

/// What became of the rows that were taken.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// The parts of the libraries that changed: a department's inspectors, or none for the objects.
    pub parts: BTreeSet<Option<DepartmentId>>,
}

impl Import {
    pub async fn begin(
        work: &Work,
        library: Library,
        department: &DepartmentId,
        file: &File,
    ) -> Result<Self, StoreError> {
        let region = work.who.actor.region.clone();
        let version = library::version(work.tx(), &region).await? + 1;
        let now = work.now().timestamp_micros();
        Ok(Self {
            id: work.new_id(),
            library,
            region,
            department: department.clone(),
            digest: file.digest.clone(),
            version,
            from_us: file.holds_from.and_then(beijing_midnight_us).map_or(now, |from| from.min(now)),
            tally: Tally::default(),
        })
    }

    pub fn since(&self) -> Since {
        Since { version: self.version, from_us: self.from_us }
    }

    /// Keeps the import with its refused rows and journals it. One that changed nothing moves no library, so nobody has
    /// to confirm again because of it.
    pub async fn close(
        self,
        work: &mut Work,
        mut rejected: Vec<RejectedRow>,
        unknown_headings: Vec<String>,
    ) -> Result<ImportReport, StoreError> {
        let parts: Vec<_> = self.tally.parts.iter().cloned().collect();
        let version = if parts.is_empty() { self.version - 1 } else { self.version };
        let view = self.view(work, version, rejected.len() as u64, unknown_headings);
        import::keep(work, &self.region, &view, &rejected).await?;
        let event = match self.library {
            Library::Objects => LibraryEvent::ObjectsChanged(summary(&view)),
            Library::Inspectors => LibraryEvent::InspectorsChanged(summary(&view)),
        };
        if parts.is_empty() {
            work.record(&self.region, &self.id.to_string(), 0, &[event]).await?;
        } else {
            library::changed(work, &self.region, version, &parts, event).await?;
        }
        rejected.truncate(SHOWN);
        Ok(report(view, rejected))
    }

    fn view(
        &self,
        work: &Work,
        version: u64,
        rejected_rows: u64,
        unknown_headings: Vec<String>,
    ) -> ImportView {
        ImportView {
            import: self.id,
            library: self.library,
            department: self.department.clone(),
            account: work.who.actor.account,
            at: work.now(),
            digest: self.digest.clone(),
            version,
            added: self.tally.added,
            changed: self.tally.changed,
            unchanged: self.tally.unchanged,
            rejected_rows,
            unknown_headings,
        }
    }
}

/// When a date of the law begins.
fn beijing_midnight_us(date: NaiveDate) -> Option<i64> {
    let midnight = date.and_hms_opt(0, 0, 0)?.and_utc() - TimeDelta::hours(8);
    Some(midnight.timestamp_micros())
}

fn summary(view: &ImportView) -> ImportSummary {
    ImportSummary {
        import: view.import,
        department: view.department.clone(),
        version: view.version,
        added: view.added,
        changed: view.changed,
        unchanged: view.unchanged,
        rejected: view.rejected_rows,
    }
}

fn report(view: ImportView, rejected: Vec<RejectedRow>) -> ImportReport {
    ImportReport {
        import: view.import,
        version: view.version,
        added: view.added,
        changed: view.changed,
        unchanged: view.unchanged,
        rejected_rows: view.rejected_rows,
        rejected,
        unknown_headings: view.unknown_headings,
    }
}
