use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::{ObjectHistory, ObjectPeriod};
use kernel::ObjectId;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::{
    list_objects::view,
    query::{AsOf, moment},
};
use crate::store::object::{self, Period};

/// What the library held of an object in each period, the first one first; at `as_of` the one that was in force then.
/// Contacts are not among it.
#[utoipa::path(tag = "pool", params(("id" = ObjectId, Path), AsOf), responses((status = 200, body = ObjectHistory)))]
#[get("/api/pool/v1/objects/{id}/history")]
pub async fn read_object_history(call: Call, path: Path<(ObjectId,)>, query: Query<AsOf>) -> Answer {
    let read = call.context().database.read();
    let periods = object::periods(read, call.region(), &path.0, query.at_us()).await.map_err(from_store)?;
    if periods.is_empty() {
        return Err(Problem::not_found());
    }
    let items = periods.iter().map(shown_period).collect::<Result<_, _>>();
    shown(None, &ObjectHistory { items: items.map_err(|error| from_store(error.into()))? })
}

fn shown_period(period: &Period) -> Result<ObjectPeriod, serde_json::Error> {
    Ok(ObjectPeriod {
        valid_from: moment(period.from_us),
        valid_until: period.until_us.map(moment),
        recorded_at: moment(period.recorded_us),
        version: period.version.unsigned_abs(),
        object: view(serde_json::from_str(&period.body)?, None),
    })
}
