//! Issues and proposals of member departments (意见建议, art. 3), and lines that one proposes for a plan (申报).

use ::store::Loaded;
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::planning::{HandleProposal, HandledView, ProposalView, SubmitProposal},
    events::planning::{Proposal, ProposalEvent, ProposedLine},
};
use kernel::ids::ProposalId;
use web::{Answer, Body, Call, Page, PageQuery, Problem, page, problem::from_store, shown};

use super::plans::check_line;
use crate::domain::ProposalState;

fn view(loaded: &Loaded<ProposalState>) -> ProposalView {
    let state = &loaded.state;
    let handled = state.handled.iter().map(|handled| HandledView {
        step: handled.step,
        note: handled.note.clone(),
        on: handled.on,
    });
    ProposalView {
        proposal: state.content.proposal,
        version: loaded.version,
        state: state.word().to_owned(),
        department: state.content.department.clone(),
        title: state.content.title.clone(),
        text: state.content.text.clone(),
        on: state.content.on,
        planned: state.content.planned.clone(),
        handled: handled.collect(),
    }
}

fn check_planned(call: &Call, planned: &ProposedLine) -> Result<(), Problem> {
    if planned.initiating.region() != *call.region() {
        return Err(Problem::field("planned.initiating", "应为本区划的部门"));
    }
    check_line(call, &planned.line)
}

/// Puts an issue or a proposal to the office.
#[utoipa::path(tag = "planning", request_body = SubmitProposal, responses((status = 201, body = ProposalView)))]
#[post("/api/planning/v1/proposals")]
pub async fn submit_proposal(call: Call, body: Body<SubmitProposal>) -> Answer {
    let SubmitProposal { title, text, planned } = body.value;
    web::text("title", &title, 200)?;
    web::text("text", &text, 4000)?;
    planned.as_ref().map_or(Ok(()), |planned| check_planned(&call, planned))?;
    let mut work = call.begin(&body.digest).await?;
    let content = Proposal {
        proposal: work.new_id(),
        department: call.department()?.clone(),
        title,
        text,
        on: work.today(),
        planned,
    };
    let events = [ProposalEvent::Submitted(content.clone())];
    let state = ProposalState::new(content);
    let created = work.create(state.content.proposal, state, &events).await.map_err(from_store)?;
    web::created(work, created.version, &view(&created)).await
}

/// The office accepts, returns, answers, puts to the joint conference, or notes what that resolved.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = HandleProposal, responses((status = 200, body = ProposalView)))]
#[post("/api/planning/v1/proposals/{id}/handling")]
pub async fn handle_proposal(call: Call, path: Path<(ProposalId,)>, body: Body<HandleProposal>) -> Answer {
    let HandleProposal { step, note } = body.value;
    web::text("note", &note, 4000)?;
    let mut work = call.begin_because(&body.digest, &note).await?;
    let mut proposal = work.load::<ProposalState>(path.0, call.if_match).await.map_err(from_store)?;
    let events = proposal.state.handle(step, &note, work.today())?;
    work.apply(&mut proposal, &events).await.map_err(from_store)?;
    let view = view(&proposal);
    web::ok(work, proposal.version, &view).await
}

/// Proposals that the caller's department has a part in; the office sees all.
#[utoipa::path(tag = "planning", params(PageQuery), responses((status = 200, body = Page<ProposalView>)))]
#[get("/api/planning/v1/proposals")]
pub async fn list_proposals(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<ProposalState, _>(&call, query.into_inner(), view).await?)
}

/// One proposal and where it stands.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = ProposalView)))]
#[get("/api/planning/v1/proposals/{id}")]
pub async fn get_proposal(call: Call, path: Path<(ProposalId,)>) -> Answer {
    let proposal = call.get::<ProposalState>(path.0).await?;
    shown(Some(proposal.version), &view(&proposal))
}
