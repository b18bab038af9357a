use ::store::{
    Work,
    copy::department::{self, DepartmentRow},
};
use actix_web::post;
use contracts::{
    api::pool::{ImportReport, RejectedRow, SnapshotInspector},
    events::pool::LibraryEvent,
};
use kernel::DepartmentId;
use web::{Answer, Call, Problem, Upload, problem::from_store};

use super::import_objects::summary;
use crate::{
    domain::intake::{self, Intake, NewInspector},
    freeze::{library, library_version},
    store::inspector::{self, certificate_digest},
};

/// Imports inspectors from CSV or XLSX with Chinese headings.
#[utoipa::path(
    tag = "pool",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportReport))
)]
#[post("/api/pool/v1/imports/inspectors")]
pub async fn import_inspectors(call: Call, upload: Upload) -> Answer {
    let own = call.department()?.clone();
    let intake = intake::inspectors(&intake::read(&upload.bytes)?)?;
    let mut work = call.begin(&upload.digest).await?;
    let departments = department::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    let before = library_version(&work, call.region()).await.map_err(from_store)?;
    let mut report = ImportReport {
        import: work.new_id(),
        version: before + 1,
        added: 0,
        changed: 0,
        unchanged: 0,
        rejected: intake.rejected.clone(),
        unknown_headings: intake.unknown_headings.clone(),
    };
    take_in(&call, &mut work, &departments, &own, intake, &mut report).await?;
    let event = LibraryEvent::InspectorsChanged(summary(&report, own));
    work.record(call.region(), &library(call.region()), before, &[event]).await.map_err(from_store)?;
    web::created(work, report.version, &report).await
}

async fn take_in(
    call: &Call,
    work: &mut Work,
    departments: &[DepartmentRow],
    own: &DepartmentId,
    intake: Intake<NewInspector>,
    report: &mut ImportReport,
) -> Result<(), Problem> {
    let known = inspector::known(work, call.region()).await.map_err(from_store)?;
    for row in intake.rows {
        let Some(department) = department_of(&row, departments, own) else {
            let (column, reason) = ("所属部门".to_owned(), format!("没有登记“{}”", row.department));
            report.rejected.push(RejectedRow { line: row.line, column, reason });
            continue;
        };
        let certificate = certificate_digest(call.region(), &row.certificate);
        let before = known.get(&certificate);
        let id = before.map_or_else(|| work.new_id(), |(id, _)| *id);
        let content = SnapshotInspector {
            id,
            department,
            items: row.items,
            valid_until: row.valid_until,
            available: row.available,
        };
        let body = serde_json::to_string(&content).map_err(|e| from_store(e.into()))?;
        match before {
            Some((_, kept)) if *kept == body => report.unchanged += 1,
            Some(_) => {
                report.changed += 1;
                inspector::change(work, &content).await.map_err(from_store)?;
            }
            None => {
                report.added += 1;
                inspector::add(work, call.region(), &certificate, &row.name, &content)
                    .await
                    .map_err(from_store)?;
            }
        }
    }
    Ok(())
}

/// By name or short name; the importing department where the row names none.
fn department_of(row: &NewInspector, known: &[DepartmentRow], own: &DepartmentId) -> Option<DepartmentId> {
    if row.department.is_empty() {
        return Some(own.clone());
    }
    let same = |known: &&DepartmentRow| {
        known.name == row.department || known.id.ends_with(&format!("-{}", row.department))
    };
    known.iter().find(same).and_then(|row| row.id.parse().ok())
}
