use ::store::Loaded;
use actix_web::{get, web::Query};
use contracts::api::disclosure::{PublicItem, PublicResult};
use kernel::{DepartmentId, RegionCode, codes::ResultKind};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Page, Problem, problem::from_store, shown};

use super::view::correction;
use crate::{
    domain::Duty,
    store::result::{self, Filter},
};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResultQuery {
    /// Results of this region; of every one where absent.
    pub region: Option<RegionCode>,
    /// Who answers for the result.
    pub department: Option<DepartmentId>,
    /// A result that some item had, as disclosed or as corrected.
    pub result: Option<ResultKind>,
    /// The year of the disclosure, Beijing time.
    #[param(minimum = 2020, maximum = 2100)]
    pub year: Option<i32>,
    /// Part of the object's name or code.
    pub q: Option<String>,
    /// The id after which the page begins (`next` of the page before).
    pub after: Option<String>,
    /// Rows per page, 1 to 500; 50 where absent.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u16>,
}

/// Disclosed results, for everybody, the newest first; corrections stand beside the originals.
#[utoipa::path(tag = "disclosure", params(ResultQuery), responses((status = 200, body = Page<PublicResult>)))]
#[get("/api/disclosure/v1/results")]
pub async fn list_results(call: Call, query: Query<ResultQuery>) -> Answer {
    let ResultQuery { region, department, result, year, q, after, limit } = query.into_inner();
    if limit.is_some_and(|limit| !(1..=500).contains(&limit)) {
        return Err(Problem::field("limit", "应为 1 至 500"));
    }
    if year.is_some_and(|year| !(2020..=2100).contains(&year)) {
        return Err(Problem::field("year", "应为 2020 至 2100"));
    }
    let limit = limit.unwrap_or(50).into();
    let filter = Filter { region, department, result, year, search: q, after, limit };
    let found = result::page(call.context(), &filter).await.map_err(from_store)?;
    let items: Vec<_> = found.items.iter().filter_map(public).collect();
    shown(None, &Page { items, total: found.total, next: found.next })
}

pub(super) fn public(loaded: &Loaded<Duty>) -> Option<PublicResult> {
    let disclosed = loaded.state.disclosed.as_ref()?;
    let item = |item: &contracts::events::inspection::ItemResult| PublicItem {
        item: item.item.clone(),
        name: item.name.clone(),
        result: item.result,
        result_name: item.result.name().to_owned(),
    };
    Some(PublicResult {
        duty: disclosed.duty,
        region: loaded.state.region.clone(),
        object: disclosed.object.object.clone(),
        name: disclosed.object.name.clone(),
        department: disclosed.department.clone(),
        items: disclosed.items.iter().map(item).collect(),
        disclosed_on: disclosed.disclosed_on,
        corrections: loaded.state.corrections.iter().map(correction).collect(),
        digest: disclosed.digest.clone(),
    })
}
