use actix_web::{post, web::Path};
use contracts::{
    api::inspection::{RecordItem, VisitView},
    events::inspection::{FoundProblem, ItemRecorded},
};
use kernel::{ItemCode, ids::VisitId};
use web::{Answer, Body, Call, problem::from_store};

use super::view::view;
use crate::domain::Visit;

/// Records one item's result, by an inspector of the item's department. Until all of the department have signed it may
/// change; a change voids the signatures given before it.
#[utoipa::path(
    tag = "inspection",
    params(("id" = uuid::Uuid, Path), ("item" = ItemCode, Path)),
    request_body = RecordItem,
    responses((status = 200, body = VisitView))
)]
#[post("/api/inspection/v1/visits/{id}/items/{item}/result")]
pub async fn record_item(call: Call, path: Path<(VisitId, ItemCode)>, body: Body<RecordItem>) -> Answer {
    let asked = &body.value;
    web::optional_text("note", &asked.note, 2000)?;
    web::optional_text("deviation", &asked.deviation, 2000)?;
    for finding in &asked.findings {
        web::text("description", &finding.description, 2000)?;
    }
    let mut work = call.begin_at(&body.digest, asked.at).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let (department, item) = visit.state.item(call.actor(), work.today(), &path.1)?;
    let recorded = ItemRecorded {
        visit: visit.state.visit,
        department: department.clone(),
        item: item.item.clone(),
        result: asked.result,
        note: asked.note.clone(),
        object_status: asked.object_status,
        guide_version: item.guide_version.clone(),
        deviation: asked.deviation.clone(),
        by: call.actor().inspector,
        at: Some(work.who.occurred.unwrap_or_else(|| work.now())),
        findings: asked
            .findings
            .iter()
            .map(|finding| FoundProblem {
                finding: work.new_id(),
                description: finding.description.clone(),
                evidence: finding.evidence.clone(),
            })
            .collect(),
    };
    let events = visit.state.record(recorded)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
