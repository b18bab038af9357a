use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::{InspectorHistory, InspectorPeriod};
use kernel::InspectorId;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::{
    list_inspectors::{masked, view_of},
    query::{AsOf, moment},
};
use crate::store::inspector::{self, InspectorPeriodRow};

/// What the library held of an inspector in each period, names masked; at `as_of` the one that was in force then.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path), AsOf), responses((status = 200, body = InspectorHistory)))]
#[get("/api/pool/v1/inspectors/{id}/history")]
pub async fn read_inspector_history(call: Call, path: Path<(InspectorId,)>, query: Query<AsOf>) -> Answer {
    let (read, id) = (call.context().database.read(), path.0.to_string());
    let periods = inspector::periods(read, call.region(), &id, query.at_us()).await.map_err(from_store)?;
    if periods.is_empty() {
        return Err(Problem::not_found());
    }
    let items = periods.iter().map(shown_period).collect::<Result<_, _>>()?;
    shown(None, &InspectorHistory { items })
}

fn shown_period(period: &InspectorPeriodRow) -> Result<InspectorPeriod, Problem> {
    Ok(InspectorPeriod {
        valid_from: moment(period.from_us),
        valid_until: period.until_us.map(moment),
        recorded_at: moment(period.recorded_us),
        version: period.version.unsigned_abs(),
        inspector: view_of(&period.body, &period.name, period.key.as_deref(), masked)?,
    })
}
