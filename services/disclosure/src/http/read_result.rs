use ::store::list;
use access::Reader;
use actix_web::{get, web::Path};
use contracts::api::disclosure::ResultDetail;
use kernel::ids::DutyId;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::list_results::public;
use crate::domain::Duty;

/// One disclosed result, for everybody.
#[utoipa::path(tag = "disclosure", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = ResultDetail)))]
#[get("/api/disclosure/v1/results/{id}")]
pub async fn read_result(call: Call, path: Path<(DutyId,)>) -> Answer {
    // What the caller may see besides does not make it disclosed.
    let duty = list::get::<Duty>(call.context(), path.0, &[Reader::Public]).await.map_err(from_store)?;
    let result = public(&duty).ok_or_else(Problem::not_found)?;
    let (opened, disclosed) = (&duty.state.opened, duty.state.disclosed.as_ref());
    let detail = ResultDetail {
        result,
        task: opened.task,
        ended_on: opened.ended_on,
        due_on: duty.state.due_on,
        on_time: disclosed.is_some_and(|disclosed| disclosed.on_time),
    };
    shown(Some(duty.version), &detail)
}
