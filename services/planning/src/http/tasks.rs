//! Tasks (检查任务) with their schemes (抽查方案, art. 12).

use std::collections::BTreeMap;

use ::store::Loaded;
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::planning::{
        DraftTask, LacksView, ObjectToScheme, ProgressView, ReviseScheme, TaskView, VoidedDrawView,
    },
    events::planning::{Task, TaskEvent},
};
use kernel::{ids::TaskId, policy};
use web::{Answer, Body, Call, Empty, Page, PageQuery, page, problem::from_store, shown};

use crate::{
    domain::{CatalogueDraft, Grounds, Lacks, Plan, Progress, TaskStage, TaskState, VoidedDraw},
    store::progress,
};

fn view(loaded: &Loaded<TaskState>) -> TaskView {
    TaskView {
        task: loaded.state.content.task,
        version: loaded.version,
        state: loaded.state.stage.word().to_owned(),
        step: loaded.state.step,
        agreed_by: loaded.state.agreed.iter().cloned().collect(),
        content: loaded.state.content.clone(),
        lacks: lacks(&loaded.state),
        objects_drawn: loaded.state.objects_drawn,
        approval_due: loaded.state.approval_due(),
        approved_late: loaded.state.approved_late.iter().cloned().collect(),
        progress: None,
        voided: loaded.state.voided.iter().map(voided).collect(),
        objections: loaded.state.objections.clone(),
    }
}

fn lacks(state: &TaskState) -> LacksView {
    let Lacks { agreement, libraries, approvals } = state.lacks();
    LacksView { agreement, libraries, approvals }
}

fn voided(voided: &VoidedDraw) -> VoidedDrawView {
    VoidedDrawView { draw: voided.draw, reason: voided.reason.clone() }
}

fn shown_progress(counted: Progress) -> ProgressView {
    ProgressView {
        visits_ended: counted.visits_ended,
        visits_cancelled: counted.visits_cancelled,
        results_due: counted.parts,
        results_formed: counted.results_formed,
        results_disclosed: counted.results_disclosed,
        findings_raised: counted.findings.max(counted.findings_raised),
        findings_concluded: counted.findings_concluded,
    }
}

/// Drafts a task on a published plan and a published catalogue version.
#[utoipa::path(tag = "planning", request_body = DraftTask, responses((status = 201, body = TaskView)))]
#[post("/api/planning/v1/tasks")]
pub async fn draft_task(call: Call, body: Body<DraftTask>) -> Answer {
    let DraftTask { plan, catalogue, scheme } = body.value;
    web::text("title", &scheme.title, 200)?;
    let mut work = call.begin(&body.digest).await?;
    let plan = work.load::<Plan>(plan, None).await.map_err(from_store)?.state;
    let catalogue = work.load::<CatalogueDraft>(catalogue, None).await.map_err(from_store)?.state;
    let rehearsal = call.region().is_rehearsal();
    let today = work.today();
    Grounds { plan: &plan, catalogue: &catalogue, rehearsal, today }.check(&scheme, call.department()?)?;
    let content = Task {
        task: work.new_id(),
        region: call.region().clone(),
        rehearsal,
        plan: plan.content.plan,
        catalogue: catalogue.content.catalogue,
        catalogue_version: catalogue.content.version,
        policy_version: policy::in_force(today).to_owned(),
        scheme,
        clerk: call.actor().account,
        approvals: BTreeMap::new(),
        libraries: BTreeMap::new(),
    };
    let events = [TaskEvent::SchemeDrafted(content.clone())];
    let state = TaskState::new(content);
    let created = work.create(state.content.task, state, &events).await.map_err(from_store)?;
    web::created(work, created.version, &view(&created)).await
}

/// A participant agrees with the scheme.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = TaskView)))]
#[post("/api/planning/v1/tasks/{id}/agreement")]
pub async fn agree_task(call: Call, path: Path<(TaskId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut task = work.load::<TaskState>(path.0, call.if_match).await.map_err(from_store)?;
    let events = task.state.agree(call.actor())?;
    work.apply(&mut task, &events).await.map_err(from_store)?;
    let view = view(&task);
    web::ok(work, task.version, &view).await
}

/// A participant says why it does not agree with the scheme.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = ObjectToScheme, responses((status = 200, body = TaskView)))]
#[post("/api/planning/v1/tasks/{id}/objection")]
pub async fn object_to_scheme(call: Call, path: Path<(TaskId,)>, body: Body<ObjectToScheme>) -> Answer {
    web::text("reason", &body.value.reason, 500)?;
    let mut work = call.begin_because(&body.digest, &body.value.reason).await?;
    let mut task = work.load::<TaskState>(path.0, call.if_match).await.map_err(from_store)?;
    let events = task.state.object(call.actor(), &body.value.reason)?;
    work.apply(&mut task, &events).await.map_err(from_store)?;
    let view = view(&task);
    web::ok(work, task.version, &view).await
}

/// The initiating department puts another scheme in place of one that not all have agreed to; all agree anew.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = ReviseScheme, responses((status = 200, body = TaskView)))]
#[post("/api/planning/v1/tasks/{id}/scheme")]
pub async fn revise_scheme(call: Call, path: Path<(TaskId,)>, body: Body<ReviseScheme>) -> Answer {
    let ReviseScheme { scheme, reason } = body.value;
    web::text("title", &scheme.title, 200)?;
    web::text("reason", &reason, 500)?;
    let mut work = call.begin_because(&body.digest, &reason).await?;
    let mut task = work.load::<TaskState>(path.0, call.if_match).await.map_err(from_store)?;
    let events = task.state.revise(call.actor(), scheme.clone(), &reason)?;
    let content = &task.state.content;
    let plan = work.load::<Plan>(content.plan, None).await.map_err(from_store)?.state;
    let catalogue = work.load::<CatalogueDraft>(content.catalogue, None).await.map_err(from_store)?.state;
    let (rehearsal, today) = (content.rehearsal, work.today());
    Grounds { plan: &plan, catalogue: &catalogue, rehearsal, today }.check(&scheme, call.department()?)?;
    work.apply(&mut task, &events).await.map_err(from_store)?;
    let view = view(&task);
    web::ok(work, task.version, &view).await
}

/// A participating department's principal approves the inspection; an emergency also after its release.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = TaskView)))]
#[post("/api/planning/v1/tasks/{id}/approval")]
pub async fn approve_task(call: Call, path: Path<(TaskId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut task = work.load::<TaskState>(path.0, call.if_match).await.map_err(from_store)?;
    let events = task.state.approve(call.actor(), work.now())?;
    work.apply(&mut task, &events).await.map_err(from_store)?;
    let view = view(&task);
    web::ok(work, task.version, &view).await
}

/// The initiating department releases the task; the draw follows.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = TaskView)))]
#[post("/api/planning/v1/tasks/{id}/release")]
pub async fn release_task(call: Call, path: Path<(TaskId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut task = work.load::<TaskState>(path.0, call.if_match).await.map_err(from_store)?;
    let events = task.state.release(call.actor())?;
    task.state.released_at = Some(work.now());
    work.apply(&mut task, &events).await.map_err(from_store)?;
    let view = view(&task);
    web::ok(work, task.version, &view).await
}

/// Tasks that the caller may see.
#[utoipa::path(tag = "planning", params(PageQuery), responses((status = 200, body = Page<TaskView>)))]
#[get("/api/planning/v1/tasks")]
pub async fn list_tasks(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<TaskState, _>(&call, query.into_inner(), view).await?)
}

/// One task.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = TaskView)))]
#[get("/api/planning/v1/tasks/{id}")]
pub async fn get_task(call: Call, path: Path<(TaskId,)>) -> Answer {
    let task = call.get::<TaskState>(path.0).await?;
    let mut view = view(&task);
    if task.state.stage >= TaskStage::Released {
        let counted = progress::of(call.context().database.read(), path.0).await.map_err(from_store)?;
        view.progress = Some(shown_progress(counted));
    }
    shown(Some(task.version), &view)
}
