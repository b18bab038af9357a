use ::store::StoreError;
use actix_web::{get, web::Query};
use contracts::api::planning::CatalogueView;
use kernel::RegionCode;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::catalogues::view;
use crate::store::newest_published;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CurrentQuery {
    region: RegionCode,
}

/// The catalogue in force in a region, for everybody; a rehearsal's for those who rehearse.
#[utoipa::path(tag = "planning", params(CurrentQuery), responses((status = 200, body = CatalogueView)))]
#[get("/api/planning/v1/catalogues/current")]
pub async fn read_current_catalogue(call: Call, query: Query<CurrentQuery>) -> Answer {
    let region = &query.region;
    if region.is_rehearsal() && region != call.region() {
        return Err(Problem::not_found());
    }
    let newest = newest_published(call.context(), region).await.map_err(from_store)?;
    let catalogue = newest.ok_or(StoreError::NotFound).map_err(from_store)?;
    shown(Some(catalogue.version), &view(&catalogue))
}
