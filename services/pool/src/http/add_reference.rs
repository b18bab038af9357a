//! Where an object or an inspector stands outside, such as on the province's platform (ext_1).

use actix_web::{post, web::Path};
use contracts::events::{planning::ExternalReference, pool::ReferenceEvent};
use kernel::{InspectorId, ObjectId};
use web::{Answer, Body, Call, Problem, problem::from_store};

use crate::store::{inspector, object, reference};

fn check(external: &ExternalReference) -> Result<(), Problem> {
    web::text("system", &external.system, 100)?;
    web::text("number", &external.number, 100)?;
    web::optional_text("receipt", external.receipt.as_deref().unwrap_or_default(), 500)
}

/// Notes where an object stands outside; a later reference in the same system takes the place of the earlier one.
#[utoipa::path(tag = "pool", params(("id" = ObjectId, Path)), request_body = ExternalReference, responses((status = 201, body = ExternalReference)))]
#[post("/api/pool/v1/objects/{id}/external-references")]
pub async fn reference_object(call: Call, path: Path<(ObjectId,)>, body: Body<ExternalReference>) -> Answer {
    let external = body.value;
    check(&external)?;
    let mut work = call.begin(&body.digest).await?;
    let known = object::find(work.tx(), call.region(), &path.0).await.map_err(from_store)?;
    known.ok_or_else(Problem::not_found)?;
    let event = ReferenceEvent::Object { object: path.0.clone(), external: external.clone() };
    let version = reference::keep(&mut work, call.region(), path.0.as_str(), &external, event).await;
    web::created(work, version.map_err(from_store)?, &external).await
}

/// Notes where an inspector of the caller's department stands outside.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path)), request_body = ExternalReference, responses((status = 201, body = ExternalReference)))]
#[post("/api/pool/v1/inspectors/{id}/external-references")]
pub async fn reference_inspector(
    call: Call,
    path: Path<(InspectorId,)>,
    body: Body<ExternalReference>,
) -> Answer {
    let (external, id) = (body.value, path.0.to_string());
    check(&external)?;
    let mut work = call.begin(&body.digest).await?;
    let row = inspector::find(work.tx(), call.region(), &id).await.map_err(from_store)?;
    let department = row.ok_or_else(Problem::not_found)?.kept().map_err(from_store)?.content.department;
    if department != *call.department()? {
        return Err(Problem::not_found());
    }
    let event = ReferenceEvent::Inspector { inspector: path.0, external: external.clone() };
    let version = reference::keep(&mut work, call.region(), &id, &external, event).await;
    web::created(work, version.map_err(from_store)?, &external).await
}
