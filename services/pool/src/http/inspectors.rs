//! The inspector library: names masked in lists, whole on a page of its own, which is noted (art. 25).

use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::{InspectorView, Inspectors};
use kernel::InspectorId;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::inspector::{self, InspectorRow};

/// The inspector library of the caller's region.
#[utoipa::path(tag = "pool", responses((status = 200, body = Inspectors)))]
#[get("/api/pool/v1/inspectors")]
pub async fn list_inspectors(call: Call) -> Answer {
    let rows =
        inspector::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    let items = rows.iter().map(|row| view(row, masked)).collect::<Result<Vec<_>, _>>()?;
    shown(None, &Inspectors { total: items.len() as u64, items, next: None })
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Purpose {
    /// Why the name is looked at; it stands on the trail.
    #[param(min_length = 1, max_length = 200)]
    purpose: String,
}

/// One inspector with the whole name. The look is noted with its purpose.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path), Purpose), responses((status = 200, body = InspectorView)))]
#[get("/api/pool/v1/inspectors/{id}")]
pub async fn get_inspector(call: Call, path: Path<(InspectorId,)>, query: Query<Purpose>) -> Answer {
    web::text("purpose", &query.purpose, 200)?;
    let mut work = call.begin_because("", &query.purpose).await?;
    let id = path.0.to_string();
    let row = inspector::find(work.tx(), call.region(), &id).await.map_err(from_store)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let data = json!({"inspector": id, "purpose": query.purpose});
    work.note(call.region(), &id, "personal-data-seen", data).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)?;
    shown(None, &view(&row, str::to_owned)?)
}

fn view(row: &InspectorRow, shown: impl Fn(&str) -> String) -> Result<InspectorView, Problem> {
    let content = row.content().map_err(from_store)?;
    Ok(InspectorView {
        inspector: content.id,
        department: content.department,
        name: row.revealed().map_or_else(|| "—".to_owned(), |name| shown(&name)),
        items: content.items,
        valid_until: content.valid_until,
        available: content.available,
    })
}

/// `王**` of 王小明
fn masked(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.next().into_iter().collect();
    first + &"*".repeat(characters.count())
}
