use actix_web::{get, web::Path};
use contracts::api::oversight::TimelineView;
use kernel::ids::TaskId;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::{task, timeline};

/// One task's way through all services (art. 5), oldest first. What belongs to a visit is shown after that visit's end.
#[utoipa::path(tag = "oversight", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = TimelineView)))]
#[get("/api/oversight/v1/tasks/{id}/timeline")]
pub async fn read_timeline(call: Call, path: Path<(TaskId,)>) -> Answer {
    let on = call.context().database.read();
    let known = task::find(on, path.0).await.map_err(from_store)?.ok_or_else(Problem::not_found)?;
    if !known.visible_to(call.held()) {
        return Err(Problem::not_found());
    }
    let lines = timeline::of_task(on, &known.region, path.0).await.map_err(from_store)?;
    shown(None, &TimelineView { task: path.0, title: known.title, lines })
}
