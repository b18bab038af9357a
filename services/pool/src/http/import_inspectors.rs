use ::store::Work;
use actix_web::post;
use contracts::{
    api::pool::{ImportReport, InspectorState, SnapshotInspector},
    events::pool::LibraryEvent,
};
use web::{Answer, Call, Problem, Upload, problem::from_store};

use super::import_objects::{known, summary};
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
    let known = known(&call, &own).await?;
    let intake = intake::inspectors(&intake::read(&upload.bytes)?, &known)?;
    let mut work = call.begin(&upload.digest).await?;
    let before = library_version(&work, call.region()).await.map_err(from_store)?;
    let mut report = ImportReport {
        import: work.new_id(),
        version: before + 1,
        added: 0,
        changed: 0,
        unchanged: 0,
        rejected_rows: intake.rejected.len() as u64,
        rejected: intake.rejected.clone(),
        unknown_headings: intake.unknown_headings.clone(),
    };
    take_in(&call, &mut work, intake, &mut report).await?;
    let event = LibraryEvent::InspectorsChanged(summary(&report, own));
    work.record(call.region(), &library(call.region()), before, &[event]).await.map_err(from_store)?;
    web::created(work, report.version, &report).await
}

async fn take_in(
    call: &Call,
    work: &mut Work,
    intake: Intake<NewInspector>,
    report: &mut ImportReport,
) -> Result<(), Problem> {
    let known = inspector::known(work, call.region()).await.map_err(from_store)?;
    for row in intake.rows {
        let certificate = certificate_digest(call.region(), &row.certificate);
        let before = known.get(&certificate);
        let id = before.map_or_else(|| work.new_id(), |(id, _)| *id);
        let content = SnapshotInspector {
            id,
            department: row.department,
            items: row.items,
            valid_until: row.valid_until,
            available: row.state == InspectorState::Active,
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
