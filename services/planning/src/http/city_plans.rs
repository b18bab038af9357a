//! The region's plan (汇总计划, art. 7).

use ::store::{Loaded, number};
use actix_web::{get, post, web::Query};
use contracts::{
    api::planning::{CityPlanView, PublishCityPlan},
    events::planning::{CityPlan, CityPlanEvent},
};
use web::{Answer, Body, Call, Page, PageQuery, Problem, page, problem::from_store, shown};

use crate::{
    domain::city_plan::{is_late, put_together},
    store::{CityPlanState, annual_plans},
};

fn view(loaded: &Loaded<CityPlanState>) -> CityPlanView {
    let CityPlan { city_plan, region, year, edition, plans, on, late, external, .. } = loaded.state.0.clone();
    CityPlanView { city_plan, version: loaded.version, region, year, edition, plans, on, late, external }
}

/// Puts the year's annual plans together and publishes them as the region's; the next edition where there is one already.
#[utoipa::path(tag = "planning", request_body = PublishCityPlan, responses((status = 201, body = CityPlanView)))]
#[post("/api/planning/v1/city-plans")]
pub async fn publish_city_plan(call: Call, body: Body<PublishCityPlan>) -> Answer {
    let PublishCityPlan { year, external } = body.value;
    if !(2020..=2100).contains(&year) {
        return Err(Problem::field("year", "应为 2020 至 2100"));
    }
    let mut work = call.begin(&body.digest).await?;
    let plans = annual_plans(work.tx(), call.region(), year).await.map_err(from_store)?;
    let plans = put_together(&plans)?;
    let series = format!("city-plan:{}:{year}", call.region());
    let edition = number::next(&work, &series).await.map_err(from_store)?;
    let content = CityPlan {
        city_plan: work.new_id(),
        region: call.region().clone(),
        year,
        edition: u32::try_from(edition).unwrap_or(u32::MAX),
        plans,
        on: work.today(),
        late: edition == 1 && is_late(year, work.today()),
        external,
    };
    let events = [CityPlanEvent::Published(content.clone())];
    let (id, state) = (content.city_plan, CityPlanState(content));
    let created = work.create(id, state, &events).await.map_err(from_store)?;
    web::created(work, created.version, &view(&created)).await
}

/// Editions of the region's plans; everybody may read them.
#[utoipa::path(tag = "planning", params(PageQuery), responses((status = 200, body = Page<CityPlanView>)))]
#[get("/api/planning/v1/city-plans")]
pub async fn list_city_plans(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<CityPlanState, _>(&call, query.into_inner(), view).await?)
}
