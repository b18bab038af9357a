//! The region's plan (汇总计划, art. 7).

use ::store::{Loaded, list, number};
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::planning::{CityPlanDetail, CityPlanPart, CityPlanView, PublishCityPlan},
    events::planning::{CityPlan, CityPlanEvent, PlanEdition},
};
use kernel::ids::CityPlanId;
use web::{Answer, Body, Call, Page, PageQuery, Problem, page, problem::from_store, shown};

use crate::{
    domain::{
        Plan,
        city_plan::{is_late, put_together},
    },
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

/// One edition with the lines of its plans; everybody may read it, a rehearsal's those who rehearse.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = CityPlanDetail)))]
#[get("/api/planning/v1/city-plans/{id}")]
pub async fn get_city_plan(call: Call, path: Path<(CityPlanId,)>) -> Answer {
    let loaded = call.get::<CityPlanState>(path.0).await?;
    let CityPlan { city_plan, region, year, edition, plans, on, late, external, .. } = loaded.state.0;
    if region.is_rehearsal() && region != *call.region() {
        return Err(Problem::not_found());
    }
    let ids: Vec<String> = plans.iter().map(|taken| taken.plan.to_string()).collect();
    let known = list::of_ids::<Plan>(call.context(), &ids).await.map_err(from_store)?;
    // An edition that was published stays as it was, whatever became of the plan.
    let lines = |taken: &PlanEdition| {
        let plan = known.iter().find(|plan| plan.state.content.plan == taken.plan);
        let published = plan.into_iter().flat_map(|plan| &plan.state.editions);
        published.filter(|edition| edition.edition == taken.edition).flat_map(|e| e.lines.clone()).collect()
    };
    let part = |taken: PlanEdition| CityPlanPart {
        lines: lines(&taken),
        plan: taken.plan,
        department: taken.department,
        edition: taken.edition,
    };
    let plans = plans.into_iter().map(part).collect();
    shown(
        Some(loaded.version),
        &CityPlanDetail { city_plan, region, year, edition, on, late, external, plans },
    )
}
