//! Imports into the two libraries. All good rows come in, each refused one is reported, or, where the file itself is
//! none, nothing happens at all.

use ::store::copy::department;
use actix_web::{
    post,
    web::{Bytes, Query, block},
};
use chrono::NaiveDate;
use contracts::api::pool::ImportReport;
use kernel::DepartmentId;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, Upload, problem::from_store};

use crate::{
    commands::{self, import::File},
    domain::{
        Refusal,
        intake::{self, Intake, Known, Sheet},
    },
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// The caller's own department; another one is refused.
    department: Option<DepartmentId>,
    /// The day from which the file holds, today at the latest; now where absent.
    holds_from: Option<NaiveDate>,
}

/// Imports objects from CSV or XLSX with Chinese headings.
#[utoipa::path(
    tag = "pool",
    params(ImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportReport))
)]
#[post("/api/pool/v1/imports/objects")]
pub async fn import_objects(call: Call, query: Query<ImportQuery>, upload: Upload) -> Answer {
    let own = importer(&call, &query)?;
    let intake = checked(&call, &own, upload.bytes, intake::objects).await?;
    let mut work = call.begin(&upload.digest).await?;
    let file = File { digest: upload.digest, holds_from: query.holds_from };
    let report =
        commands::import_objects::import_objects(&mut work, &own, &file, intake).await.map_err(from_store)?;
    web::created(work, report.version, &report).await
}

/// Imports inspectors from CSV or XLSX with Chinese headings.
#[utoipa::path(
    tag = "pool",
    params(ImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportReport))
)]
#[post("/api/pool/v1/imports/inspectors")]
pub async fn import_inspectors(call: Call, query: Query<ImportQuery>, upload: Upload) -> Answer {
    let own = importer(&call, &query)?;
    let intake = checked(&call, &own, upload.bytes, intake::inspectors).await?;
    let mut work = call.begin(&upload.digest).await?;
    let file = File { digest: upload.digest, holds_from: query.holds_from };
    let report = commands::import_inspectors::import_inspectors(&mut work, &own, &file, intake)
        .await
        .map_err(from_store)?;
    web::created(work, report.version, &report).await
}

fn importer(call: &Call, query: &ImportQuery) -> Result<DepartmentId, Problem> {
    if let Some(department) = &query.department {
        call.for_department(department)?;
    }
    if query.holds_from.is_some_and(|day| day > call.context().clock.today()) {
        return Err(Problem::field("holds_from", "不应晚于今日"));
    }
    Ok(call.department()?.clone())
}

/// Reads and checks the file beside the request loop: a large one takes seconds.
async fn checked<T: Send + 'static>(
    call: &Call,
    own: &DepartmentId,
    bytes: Bytes,
    check: fn(&Sheet, &Known) -> Result<Intake<T>, Refusal>,
) -> Result<Intake<T>, Problem> {
    let rows =
        department::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    let departments = rows.into_iter().filter_map(|row| Some((row.id.parse().ok()?, row.name))).collect();
    let known = Known { own: own.clone(), departments, today: call.context().clock.today() };
    let intake = block(move || check(&intake::read(&bytes)?, &known));
    Ok(intake.await.map_err(|error| Problem::fault(&error.to_string()))??)
}
