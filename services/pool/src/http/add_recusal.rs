use actix_web::post;
use contracts::{
    api::pool::{AddRecusal, SnapshotRecusal},
    events::pool::{ImportSummary, LibraryEvent},
};
use serde_json::json;
use web::{Answer, Body, Call, Problem, problem::from_store};

use crate::store::{inspector, library, object, recusal};

/// Notes that an inspector must not inspect an object (执法回避).
#[utoipa::path(tag = "pool", request_body = AddRecusal, responses((status = 201, body = AddRecusal)))]
#[post("/api/pool/v1/recusals")]
pub async fn add_recusal(call: Call, body: Body<AddRecusal>) -> Answer {
    let AddRecusal { object, inspector, reason } = &body.value;
    web::text("reason", reason, 500)?;
    let mut work = call.begin_because(&body.digest, reason).await?;
    let row = inspector::find(work.tx(), call.region(), &inspector.to_string()).await.map_err(from_store)?;
    let content = row.ok_or_else(Problem::not_found)?.kept().map_err(from_store)?.content;
    if Some(&content.department) != call.actor().department.as_ref() {
        return Err(Problem::new("not_your_department", json!({"department": content.department})));
    }
    let known = object::find(work.tx(), call.region(), object).await.map_err(from_store)?;
    known.ok_or_else(|| Problem::field("object", "名录中没有这个检查对象"))?;
    let kept = SnapshotRecusal { object: object.clone(), inspector: *inspector };
    recusal::keep(&work, call.region(), &kept).await.map_err(from_store)?;
    let before = library::version(work.tx(), call.region()).await.map_err(from_store)?;
    let event = LibraryEvent::InspectorsChanged(ImportSummary {
        import: work.new_id(),
        department: content.department.clone(),
        version: before + 1,
        added: 0,
        changed: 1,
        unchanged: 0,
        rejected: 0,
    });
    let part = [Some(content.department)];
    library::changed(&mut work, call.region(), before + 1, &part, event).await.map_err(from_store)?;
    web::created(work, before + 1, &body.value).await
}
