use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::{InspectorName, InspectorView};
use kernel::InspectorId;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::list_inspectors::{masked, view};
use crate::store::inspector;

/// What the whole name is looked at for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Look {
    /// 1 to 200 characters; the name is masked where it is absent.
    #[param(min_length = 1, max_length = 200)]
    purpose: Option<String>,
}

/// The name behind an inspector's id, as visits and substitutions give it: masked as in the library's list, or whole for
/// a purpose, which is noted (art. 25). The library itself is not open to inspectors; their colleagues' names are.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path), Look), responses((status = 200, body = InspectorName)))]
#[get("/api/pool/v1/inspectors/{id}/name")]
pub async fn get_inspector_name(call: Call, path: Path<(InspectorId,)>, look: Query<Look>) -> Answer {
    let id = path.0.to_string();
    let Some(purpose) = &look.purpose else {
        let found = inspector::find(call.context().database.read(), call.region(), &id).await;
        let row = found.map_err(from_store)?.ok_or_else(Problem::not_found)?;
        return shown(None, &named(view(&row, masked)?));
    };
    web::text("purpose", purpose, 200)?;
    let mut work = call.begin_because("", purpose).await?;
    let found = inspector::find(work.tx(), call.region(), &id).await;
    let row = found.map_err(from_store)?.ok_or_else(Problem::not_found)?;
    let data = json!({"inspector": id, "purpose": purpose});
    work.note(call.region(), &id, "personal-data-seen", data).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    shown(None, &named(view(&row, str::to_owned)?))
}

fn named(view: InspectorView) -> InspectorName {
    InspectorName { inspector: view.inspector, department: view.department, name: view.name }
}
