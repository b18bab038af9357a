//! Plans (联合抽查计划, art. 7 and 8): reported, confirmed, returned, published, amended.

use std::collections::BTreeSet;

use ::store::{Aggregate, Loaded, number};
use access::Reader;
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::planning::{
        AmendPlan, AmendmentView, EditionView, PlanEditions, PlanView, PublishPlan, ResubmitPlan, ReturnPlan,
        SubmitPlan,
    },
    events::planning::{AdHoc, AnnualPlan, PlanEvent, PlanLine},
};
use kernel::{ItemCode, ids::PlanId, policy};
use web::{Answer, Body, Call, Empty, Page, PageQuery, Problem, page, problem::from_store, shown};

use crate::{
    domain::{Amendment, Plan},
    store::{annual_plans, newest_catalogue},
};

/// The plan as a caller sees it; a change under way is for those concerned, not for everybody who reads a published plan.
fn view(loaded: &Loaded<Plan>, held: &[Reader]) -> PlanView {
    let plan = &loaded.state;
    let content = &plan.content;
    let concerned = plan.readers().iter().any(|reader| !reader.is_open() && held.contains(reader));
    PlanView {
        plan: content.plan,
        version: loaded.version,
        region: content.department.region(),
        state: plan.state.word().to_owned(),
        year: content.year,
        department: content.department.clone(),
        late: content.late,
        lines: content.lines.clone(),
        confirmed_by: plan.confirmed.iter().cloned().collect(),
        policy_version: content.policy_version.clone(),
        ad_hoc: content.ad_hoc.clone(),
        return_reason: plan.return_reason.clone(),
        edition: plan.editions.last().map(|edition| edition.edition),
        external: plan.editions.last().and_then(|edition| edition.external.clone()),
        amendment: plan.amendment.as_ref().filter(|_| concerned).map(|change| amendment(plan, change)),
    }
}

fn amendment(plan: &Plan, change: &Amendment) -> AmendmentView {
    AmendmentView {
        edition: change.edition,
        lines: change.lines.clone(),
        reason: change.reason.clone(),
        confirmed_by: change.confirmed.iter().cloned().collect(),
        lacks: change.lacks(plan).into_iter().collect(),
    }
}

pub(super) fn check_lines(call: &Call, lines: &[PlanLine]) -> Result<(), Problem> {
    if !(1..=100).contains(&lines.len()) {
        return Err(Problem::field("lines", "应为 1 至 100 项"));
    }
    lines.iter().try_for_each(|line| check_line(call, line))
}

pub(super) fn check_line(call: &Call, line: &PlanLine) -> Result<(), Problem> {
    web::text("title", &line.title, 200)?;
    web::text("share", &line.share, 20)?;
    let (first, last) = line.months;
    if !(1..=12).contains(&first) || !(first..=12).contains(&last) {
        return Err(Problem::field("months", "应为同一年内先后两个月份"));
    }
    if line.participants.iter().any(|department| department.region() != *call.region()) {
        return Err(Problem::field("participants", "应为本区划的部门"));
    }
    Ok(())
}

fn check_ad_hoc(ad_hoc: &AdHoc) -> Result<(), Problem> {
    web::text("ad_hoc.from", &ad_hoc.from, 100)?;
    web::text("ad_hoc.document", &ad_hoc.document, 100)?;
    web::text("ad_hoc.reason", &ad_hoc.reason, 500)?;
    ad_hoc.apart_reason.as_deref().map_or(Ok(()), |reason| web::text("ad_hoc.apart_reason", reason, 500))
}

/// Reports a department's plan to the office; after 31 January an annual one is marked late. An ad-hoc one is filed by it.
#[utoipa::path(tag = "planning", request_body = SubmitPlan, responses((status = 201, body = PlanView)))]
#[post("/api/planning/v1/plans")]
pub async fn submit_plan(call: Call, body: Body<SubmitPlan>) -> Answer {
    let SubmitPlan { year, lines, ad_hoc } = body.value;
    if !(2020..=2100).contains(&year) {
        return Err(Problem::field("year", "应为 2020 至 2100"));
    }
    check_lines(&call, &lines)?;
    ad_hoc.as_ref().map_or(Ok(()), check_ad_hoc)?;
    let catalogued = catalogued(&call).await?;
    let mut work = match &ad_hoc {
        Some(ad_hoc) => call.begin_because(&body.digest, &ad_hoc.reason).await?,
        None => call.begin(&body.digest).await?,
    };
    let content = AnnualPlan {
        plan: work.new_id(),
        year,
        department: call.department()?.clone(),
        lines,
        late: ad_hoc.is_none() && Plan::is_late(year, work.today()),
        policy_version: policy::in_force(work.today()).to_owned(),
        clerk: Some(call.actor().account),
        ad_hoc,
    };
    Plan::check(&content, &catalogued)?;
    if content.ad_hoc.is_none() {
        // Taken and never used: the second of two at once waits here for the first.
        let series = format!("annual-plan:{}:{year}", content.department);
        number::next(&work, &series).await.map_err(from_store)?;
    }
    let of_year = annual_plans(work.tx(), call.region(), year).await.map_err(from_store)?;
    Plan::first_of_year(&content, &of_year)?;
    let events = [PlanEvent::Submitted(content.clone())];
    let plan = Plan::new(content);
    let created = work.create(plan.content.plan, plan, &events).await.map_err(from_store)?;
    web::created(work, created.version, &view(&created, call.held())).await
}

/// The items of the newest published catalogue of the region.
async fn catalogued(call: &Call) -> Result<BTreeSet<ItemCode>, Problem> {
    let region = call.region();
    let read = call.context().database.read();
    let newest = newest_catalogue(read, region).await.map_err(from_store)?;
    Ok(newest.into_iter().flat_map(|catalogue| catalogue.content.items).map(|item| item.item).collect())
}

/// Reports a returned plan again, put right.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = ResubmitPlan, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/resubmission")]
pub async fn resubmit_plan(call: Call, path: Path<(PlanId,)>, body: Body<ResubmitPlan>) -> Answer {
    let lines = body.value.lines;
    check_lines(&call, &lines)?;
    let catalogued = catalogued(&call).await?;
    let mut work = call.begin(&body.digest).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let before = plan.state.content.clone();
    let content = AnnualPlan {
        lines,
        late: before.ad_hoc.is_none() && Plan::is_late(before.year, work.today()),
        clerk: Some(call.actor().account),
        ..before
    };
    Plan::check(&content, &catalogued)?;
    let events = plan.state.resubmit(call.actor(), content)?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan, call.held());
    web::ok(work, plan.version, &view).await
}

/// Asks for a change of a published plan, with its reason (art. 7). It is confirmed, returned and published like a plan.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = AmendPlan, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/amendments")]
pub async fn amend_plan(call: Call, path: Path<(PlanId,)>, body: Body<AmendPlan>) -> Answer {
    let AmendPlan { lines, reason } = body.value;
    web::text("reason", &reason, 500)?;
    check_lines(&call, &lines)?;
    let catalogued = catalogued(&call).await?;
    let mut work = call.begin_because(&body.digest, &reason).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let events = plan.state.amend(call.actor(), lines, &reason, &catalogued)?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan, call.held());
    web::ok(work, plan.version, &view).await
}

/// A participant confirms that it takes part.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/confirmation")]
pub async fn confirm_plan(call: Call, path: Path<(PlanId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let events = plan.state.confirm(call.actor())?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan, call.held());
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
    let view = view(&plan, call.held());
    web::ok(work, plan.version, &view).await
}

/// The office publishes a plan that every participant has confirmed.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = PublishPlan, responses((status = 200, body = PlanView)))]
#[post("/api/planning/v1/plans/{id}/publication")]
pub async fn publish_plan(call: Call, path: Path<(PlanId,)>, body: Body<PublishPlan>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut plan = work.load::<Plan>(path.0, call.if_match).await.map_err(from_store)?;
    let events = plan.state.publish(call.actor(), body.value.external, work.today())?;
    work.apply(&mut plan, &events).await.map_err(from_store)?;
    let view = view(&plan, call.held());
    web::ok(work, plan.version, &view).await
}

/// Plans that the caller may see.
#[utoipa::path(tag = "planning", params(PageQuery), responses((status = 200, body = Page<PlanView>)))]
#[get("/api/planning/v1/plans")]
pub async fn list_plans(call: Call, query: Query<PageQuery>) -> Answer {
    let as_seen = |plan: &Loaded<Plan>| view(plan, call.held());
    shown(None, &page::page::<Plan, _>(&call, query.into_inner(), as_seen).await?)
}

/// One plan.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = PlanView)))]
#[get("/api/planning/v1/plans/{id}")]
pub async fn get_plan(call: Call, path: Path<(PlanId,)>) -> Answer {
    let plan = call.get::<Plan>(path.0).await?;
    shown(Some(plan.version), &view(&plan, call.held()))
}

/// Every published edition of a plan, with the reason of each change.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = PlanEditions)))]
#[get("/api/planning/v1/plans/{id}/editions")]
pub async fn list_plan_editions(call: Call, path: Path<(PlanId,)>) -> Answer {
    let plan = call.get::<Plan>(path.0).await?;
    let items = plan.state.editions.iter().map(|edition| EditionView {
        edition: edition.edition,
        lines: edition.lines.clone(),
        reason: edition.reason.clone(),
        on: edition.on,
        external: edition.external.clone(),
    });
    shown(Some(plan.version), &PlanEditions { plan: plan.state.content.plan, items: items.collect() })
}
