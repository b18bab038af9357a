use ::store::artefact;
use actix_web::{get, web::Path};
use contracts::api::{
    draw::{DrawnObjectView, DrawnObjects},
    lists::DrawnList,
};
use kernel::ids::DrawId;
use serde_json::json;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::domain::Draw;

/// The drawn objects, for those who belong to the circle of every visit: the clerk who drew up the scheme and the
/// principals who approved it. Team members and leaders in charge see their own visits. Each look is noted.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = DrawnObjects)))]
#[get("/api/draw/v1/draws/{id}/list")]
pub async fn read_list(call: Call, path: Path<(DrawId,)>) -> Answer {
    let draw = call.get::<Draw>(path.0).await?;
    let (task, account) = (&draw.state.task, call.actor().account);
    let of_circle = task.clerk == account || task.approvals.values().any(|approver| *approver == account);
    let digest = draw.state.list.as_ref().filter(|_| of_circle).ok_or_else(Problem::not_found)?;
    let mut work = call.begin("").await?;
    let found = artefact::find(work.tx(), digest).await.map_err(from_store)?;
    let content = found.ok_or_else(Problem::not_found)?.content;
    let list: DrawnList =
        serde_json::from_slice(&content).map_err(|error| Problem::fault(&error.to_string()))?;
    work.note(call.region(), &draw.id, "list-read", json!({"digest": digest})).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    let items = (0..).zip(list.objects).map(|(position, drawn)| DrawnObjectView {
        position,
        class: drawn.stratum,
        rank: drawn.rank,
        object: drawn.object,
        address: drawn.address,
    });
    shown(None, &DrawnObjects { draw: draw.state.draw, items: items.collect() })
}
