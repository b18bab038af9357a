//! Annual plans (年度联合抽查计划, art. 7).

use ::store::Loaded;
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::planning::{PlanView, PublishPlan, ReturnPlan, SubmitPlan},
    events::planning::{AnnualPlan, PlanEvent},
};
use kernel::ids::PlanId;
use web::{Answer, Body, Call, Empty, Page, PageQuery, Problem, page, problem::from_store, shown};

use crate::domain::Plan;

fn view(loaded: &Loaded<Plan>) -> PlanView {
    let content = &loaded.state.content;
    PlanView {
        plan: content.plan,
        version: loaded.version,
        state: loaded.state.state.word().to_owned(),
        year: content.year,
        department: content.department.clone(),
        late: content.late,
        lines: content.lines.clone(),
        confirmed_by: loaded.state.confirmed.iter().cloned().collect(),
    }
}

/// Reports a department's plan to the office; after 31 January it is marked late.
#[utoipa::path(tag = "planning", request_body = SubmitPlan, responses((status = 201, body = PlanView)))]
#[post("/api/planning/v1/plans")]
pub async fn submit_plan(call: Call, body: Body<SubmitPlan>) -> Answer {
    let SubmitPlan { year, lines } = body.value;
    if !(2020..=2100).contains(&year) {
        return Err(Problem::field("year", "应为 2020 至 2100"));
    }
    if !(1..=100).contains(&lines.len()) {
        return Err(Problem::field("lines", "应为 1 至 100 项"));
    }
    for line in &lines {
        web::text("title", &line.title, 200)?;
        web::text("share", &line.share, 20)?;
        let (first, last) = line.months;
        if !(1..=12).contains(&first) || !(first..=12).contains(&last) {
            return Err(Problem::field("months", "应为同一年内先后两个月份"));
        }
        if line.participants.iter().any(|department| department.region() != *call.region()) {
            return Err(Problem::field("participants", "应为本区划的部门"));
        }
    }
    let mut work = call.begin(&body.digest).await?;
    let late = Plan::is_late(year, work.today());
    let content =
        AnnualPlan { plan: work.new_id(), year, department: call.department()?.clone(), lines, late };
    Plan::check(&content)?;
    let events = [PlanEvent::Submitted(content.clone())];
    let plan = Plan::new(content);
    let created = work.create(plan.content.plan, plan, &events).await.map_err(from_store)?;
    web::created(work, created.version, &view(&created)).await
}

/// A participant confirms that it takes part.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/confirmation")]
pub async fn confirm_plan(call: Call, path: Path<(PlanId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let events = plan.state.confirm(call.actor())?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan);
    web::ok(work, plan.version, &view).await
}

/// The office returns a plan with its reason.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = ReturnPlan, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/return")]
pub async fn return_plan(call: Call, path: Path<(PlanId,)>, body: Body<ReturnPlan>) -> Answer {
    web::text("reason", &body.value.reason, 500)?;
    let mut work = call.begin_because(&body.digest, &body.value.reason).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let events = plan.state.send_back(&body.value.reason)?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan);
    web::ok(work, plan.version, &view).await
}

/// The office publishes a plan that every participant has confirmed.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = PublishPlan, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/publication")]
pub async fn publish_plan(call: Call, path: Path<(PlanId,)>, body: Body<PublishPlan>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let events = plan.state.publish(body.value.external)?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan);
    web::ok(work, plan.version, &view).await
}

/// Plans that the caller may see.
#[utoipa::path(tag = "planning", params(PageQuery), responses((status = 200, body = Page<PlanView>)))]
#[get("/api/planning/v1/plans")]
pub async fn list_plans(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Plan, _>(&call, query.into_inner(), view).await?)
}
