use ::store::Loaded;
use actix_web::{get, web::Query};
use contracts::api::disclosure::{PublicItem, PublicResult};
use kernel::RegionCode;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Page, PageQuery, page, shown};

use super::view::correction;
use crate::domain::Duty;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResultQuery {
    /// Results of this region. Where absent: of the caller's own, for who is not signed in of every one.
    pub region: Option<RegionCode>,
    /// Part of the object's name or code.
    pub q: Option<String>,
    /// The id after which the page begins.
    pub after: Option<String>,
}

/// Disclosed results, for everybody; corrections stand beside the originals.
#[utoipa::path(tag = "disclosure", params(ResultQuery), responses((status = 200, body = Page<PublicResult>)))]
#[get("/api/disclosure/v1/results")]
pub async fn list_results(call: Call, query: Query<ResultQuery>) -> Answer {
    let ResultQuery { region, q, after } = query.into_inner();
    let query = PageQuery { region, state: Some("disclosed".to_owned()), q, after, ..PageQuery::default() };
    let Page { items, total, next } = page::page::<Duty, _>(&call, query, public).await?;
    shown(None, &Page { items: items.into_iter().flatten().collect::<Vec<_>>(), total, next })
}

fn public(loaded: &Loaded<Duty>) -> Option<PublicResult> {
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
