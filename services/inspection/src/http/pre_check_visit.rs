use actix_web::{post, web::Path};
use contracts::api::inspection::{PreCheckVisit, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::view::view;
use crate::domain::Visit;

/// Notes what is known of the object before the visit, and from where (art. 20(1)), for the inspector's own department.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = PreCheckVisit, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/pre-checks")]
pub async fn pre_check_visit(call: Call, path: Path<(VisitId,)>, body: Body<PreCheckVisit>) -> Answer {
    let asked = &body.value;
    web::text("known", &asked.known, 5000)?;
    if !(1..=20).contains(&asked.sources.len()) {
        return Err(Problem::field("sources", "应为 1 至 20 项"));
    }
    for source in &asked.sources {
        web::text("sources", source, 200)?;
    }
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let events = visit.state.pre_check(call.actor(), &asked.known, &asked.sources)?;
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
