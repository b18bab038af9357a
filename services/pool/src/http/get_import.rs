//! An import afterwards: its counts, and the rows it refused.

use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::pool::{ImportView, RejectedRows};
use kernel::ids::ImportId;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::import;

/// An import that the caller may see: of the own department, or, for those who look over the region, of any.
pub(super) async fn visible(call: &Call, id: ImportId) -> Result<ImportView, Problem> {
    let found = import::find(call.context().database.read(), call.region(), id).await.map_err(from_store)?;
    let own = |view: &ImportView| call.actor().department.as_ref().is_none_or(|own| *own == view.department);
    found.filter(own).ok_or_else(Problem::not_found)
}

/// An import.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = ImportView)))]
#[get("/api/pool/v1/imports/{id}")]
pub async fn get_import(call: Call, path: Path<(ImportId,)>) -> Answer {
    shown(None, &visible(&call, path.0).await?)
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowsQuery {
    /// The line after which the page begins.
    #[serde(default)]
    after: u64,
    /// Rows per page, 1 to 500; 100 where absent.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// Rows that the import refused, by line.
#[utoipa::path(tag = "pool", params(("id" = uuid::Uuid, Path), RowsQuery), responses((status = 200, body = RejectedRows)))]
#[get("/api/pool/v1/imports/{id}/rows")]
pub async fn list_rejected_rows(call: Call, path: Path<(ImportId,)>, query: Query<RowsQuery>) -> Answer {
    let limit = super::query::limit(query.limit, 100)?;
    let view = visible(&call, path.0).await?;
    let read = call.context().database.read();
    let rows = import::rows(read, call.region(), path.0, query.after, limit + 1).await;
    let mut items = rows.map_err(from_store)?;
    let more = items.len() as u64 > limit;
    items.truncate(usize::from(query.limit.unwrap_or(100)));
    let next = items.last().filter(|_| more).map(|row| row.line);
    shown(None, &RejectedRows { items, total: view.rejected_rows, next })
}
