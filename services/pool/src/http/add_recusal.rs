use actix_web::post;
use contracts::{
    api::pool::{AddRecusal, SnapshotRecusal},
    events::pool::{ImportSummary, LibraryEvent},
};
use serde_json::json;
use web::{Answer, Body, Call, Problem, problem::from_store};

use crate::{
    freeze::{library, library_version},
    store::{inspector, recusal},
};

/// Notes that an inspector must not inspect an object (执法回避).
#[utoipa::path(tag = "pool", request_body = AddRecusal, responses((status = 201, body = AddRecusal)))]
#[post("/api/pool/v1/recusals")]
pub async fn add_recusal(call: Call, body: Body<AddRecusal>) -> Answer {
    let AddRecusal { object, inspector, reason } = &body.value;
    web::text("reason", reason, 500)?;
    let mut work = call.begin_because(&body.digest, reason).await?;
    let row = inspector::find(work.tx(), call.region(), &inspector.to_string()).await.map_err(from_store)?;
    let content = row.ok_or_else(Problem::not_found)?.content().map_err(from_store)?;
    if Some(&content.department) != call.actor().department.as_ref() {
        return Err(Problem::new("not_your_department", json!({"department": content.department})));
    }
    let kept = SnapshotRecusal { object: object.clone(), inspector: *inspector };
    recusal::keep(&work, call.region(), &kept).await.map_err(from_store)?;
    let before = library_version(&work, call.region()).await.map_err(from_store)?;
    let event = LibraryEvent::InspectorsChanged(ImportSummary {
        import: work.new_id(),
        department: content.department,
        version: before + 1,
        added: 0,
        changed: 1,
        unchanged: 0,
        rejected: 0,
    });
    work.record(call.region(), &library(call.region()), before, &[event]).await.map_err(from_store)?;
    web::created(work, before + 1, &body.value).await
}
