use actix_web::{post, web::Path};
use contracts::api::inspection::{NotifyObject, VisitView};
use kernel::ids::VisitId;
use web::{Answer, Body, Call, Problem, problem::from_store};

use super::view::view;
use crate::{
    document,
    domain::{NoticeGiven, Visit},
};

/// Tells the object of the planned day (art. 20(2)): a notice with a number of the leader's department.
#[utoipa::path(tag = "inspection", params(("id" = uuid::Uuid, Path)), request_body = NotifyObject, responses((status = 200, body = VisitView)))]
#[post("/api/inspection/v1/visits/{id}/notice")]
pub async fn notify_object(call: Call, path: Path<(VisitId,)>, body: Body<NotifyObject>) -> Answer {
    let asked = &body.value;
    web::optional_text("prepare", &asked.prepare, 2000)?;
    if !asked.means.gives_notice() {
        return Err(Problem::field("means", "告知应以书面、电话、传真或者短信方式"));
    }
    let mut work = call.begin(&body.digest).await?;
    let mut visit = work.load::<Visit>(path.0, call.if_match).await.map_err(from_store)?;
    let due = visit.state.notice_due(call.actor(), work.today())?;
    let number = document::number(&work, document::NOTICE, &visit.state.initiating).await?;
    let events = visit.state.notify(NoticeGiven {
        number,
        means: asked.means,
        for_day: due.for_day,
        given_on: work.today(),
        prepare: asked.prepare.clone(),
        by: due.by,
    });
    work.apply(&mut visit, &events).await.map_err(from_store)?;
    let view = view(&visit);
    web::ok(work, visit.version, &view).await
}
