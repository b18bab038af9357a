use ::store::copy::department;
use actix_web::post;
use contracts::{
    api::pool::{ImportReport, SnapshotObject},
    events::pool::{ImportSummary, LibraryEvent},
};
use web::{Answer, Call, Problem, Upload, problem::from_store};

use crate::{
    domain::intake::{self, Known, NewObject},
    freeze::{library, library_version},
    store::object::{self, Kept},
};

/// Imports objects from CSV or XLSX with Chinese headings. All good rows come in; each refused one is reported.
#[utoipa::path(
    tag = "pool",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportReport))
)]
#[post("/api/pool/v1/imports/objects")]
pub async fn import_objects(call: Call, upload: Upload) -> Answer {
    let department = call.department()?.clone();
    let known = known(&call, &department).await?;
    let intake = intake::objects(&intake::read(&upload.bytes)?, &known)?;
    let mut work = call.begin(&upload.digest).await?;
    let known = object::bodies(&work, call.region()).await.map_err(from_store)?;
    let (mut changed, mut added) = (Vec::new(), 0);
    let total = intake.rows.len() as u64;
    for row in intake.rows {
        let kept = Kept { active: row.active, content: content(row) };
        let body = serde_json::to_string(&kept).map_err(|e| from_store(e.into()))?;
        match known.get(kept.content.id.as_str()) {
            Some(before) if *before == body => continue,
            Some(_) => {}
            None => added += 1,
        }
        changed.push((kept, body));
    }
    object::keep(&work, call.region(), &changed).await.map_err(from_store)?;
    let before = library_version(&work, call.region()).await.map_err(from_store)?;
    let report = ImportReport {
        import: work.new_id(),
        version: before + 1,
        added,
        changed: changed.len() as u64 - added,
        unchanged: total - changed.len() as u64,
        rejected_rows: intake.rejected.len() as u64,
        rejected: intake.rejected,
        unknown_headings: intake.unknown_headings,
    };
    let event = LibraryEvent::ObjectsChanged(summary(&report, department));
    work.record(call.region(), &library(call.region()), before, &[event]).await.map_err(from_store)?;
    web::created(work, report.version, &report).await
}

pub(super) fn summary(report: &ImportReport, department: kernel::DepartmentId) -> ImportSummary {
    ImportSummary {
        import: report.import,
        department,
        version: report.version,
        added: report.added,
        changed: report.changed,
        unchanged: report.unchanged,
        rejected: report.rejected.len() as u64,
    }
}

/// What rows are checked against.
pub(super) async fn known(call: &Call, own: &kernel::DepartmentId) -> Result<Known, Problem> {
    let rows =
        department::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    let departments = rows.into_iter().filter_map(|row| Some((row.id.parse().ok()?, row.name))).collect();
    Ok(Known { own: own.clone(), departments, today: call.context().clock.today() })
}

fn content(row: NewObject) -> SnapshotObject {
    SnapshotObject {
        id: row.id,
        name: row.name,
        kind: row.kind,
        place: row.place,
        trade: row.trade,
        risk: row.risk,
        address: row.address,
        approved_by: row.approved_by,
    }
}
