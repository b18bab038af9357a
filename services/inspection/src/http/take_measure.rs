use actix_web::{post, web::Path};
use contracts::api::inspection::{TakeMeasure, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::view::view;
use crate::domain::{Noted, Visit};

/// Notes a measure taken on site, with how it was given (art. 20(2)).
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = TakeMeasure, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/measures")]
pub async fn take_measure(call: Call, path: Path<(VisitId,)>, body: Body<TakeMeasure>) -> Answer {
    let asked = body.value;
    web::text("detail", &asked.detail, 2000)?;
    if asked.evidence.len() > 50 {
        return Err(Problem::field("evidence", "不应超过 50 项"));
    }
    if !asked.means.gives_measure() {
        return Err(Problem::field("means", "措施应以书面、口头或者移动执法设备打印方式"));
    }
    let mut work = call.begin_at(&body.digest, asked.at).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let noted =
        Noted { measure: asked.measure, means: asked.means, detail: asked.detail, evidence: asked.evidence };
    let events = visit.state.take_measure(call.actor(), work.today(), noted)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
