//! What of planning waits for a caller.

use ::store::{Aggregate, Loaded, StoreError};
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::{Actor, DepartmentId, Role, time::beijing_date};
use web::{Call, waiting::Waited};

use crate::{
    domain::{CatalogueDraft, Plan, PlanState, ProposalState, TaskStage, TaskState},
    store::newest_catalogue,
};

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    let actor = call.actor();
    match (actor.role, &actor.department) {
        (Role::Clerk, Some(own)) => for_clerk(call, own).await,
        (Role::Principal, Some(own)) => for_principal(call, own).await,
        (Role::Office, _) => for_office(call).await,
        _ => Ok(Vec::new()),
    }
}

/// Plans that are not decided yet, and published ones with a change under way.
async fn open_plans(call: &Call) -> Result<Vec<Loaded<Plan>>, StoreError> {
    let mut plans = call.pick(&["submitted", "returned"]).all::<Plan>(call.context()).await?;
    plans.extend(call.pick(&["published"]).having(&[&["amendment"]]).all(call.context()).await?);
    Ok(plans)
}

async fn for_clerk(call: &Call, own: &DepartmentId) -> Result<Vec<WaitingItem>, StoreError> {
    let plans = open_plans(call).await?;
    let mut items: Vec<_> = plans.iter().filter_map(|plan| plan_for_clerk(plan, own)).collect();
    let tasks = call.pick(&["drafted", "agreed"]).all::<TaskState>(call.context()).await?;
    items.extend(tasks.iter().filter_map(|task| task_for_clerk(task, own)));
    Ok(items)
}

fn plan_for_clerk(loaded: &Loaded<Plan>, own: &DepartmentId) -> Option<WaitingItem> {
    let plan = &loaded.state;
    let initiating = &plan.content.department;
    let item = |kind| WaitingItem::new(kind, &loaded.id, plan.index().title);
    match (&plan.amendment, plan.state) {
        (Some(change), _) if change.lacks(plan).contains(own) => {
            Some(item(WaitKind::AmendmentConfirmation).from(initiating))
        }
        (None, PlanState::Submitted) if plan.participants().difference(&plan.confirmed).any(|d| d == own) => {
            Some(item(WaitKind::PlanConfirmation).from(initiating))
        }
        (None, PlanState::Returned) if initiating == own => Some(item(WaitKind::PlanResubmission)),
        _ => None,
    }
}

/// A scheme that the department objects to waits for its initiator. All of it has to be done before the window begins.
fn task_for_clerk(loaded: &Loaded<TaskState>, own: &DepartmentId) -> Option<WaitingItem> {
    let (task, scheme, lacks) = (&loaded.state, &loaded.state.content.scheme, loaded.state.lacks());
    let item = |kind| WaitingItem::new(kind, &loaded.id, scheme.title.as_str()).due(scheme.from);
    let initiates = scheme.initiating == *own;
    if task.stage == TaskStage::Drafted {
        return match task.objections.is_empty() {
            false if initiates => Some(item(WaitKind::SchemeRevision)),
            _ if task.objections.contains_key(own) || !lacks.agreement.contains(own) => None,
            _ if initiates => Some(item(WaitKind::SchemeAgreement)),
            _ => Some(item(WaitKind::SchemeAgreement).from(&scheme.initiating)),
        };
    }
    let ready = lacks.libraries.is_empty() && (lacks.approvals.is_empty() || scheme.emergency.is_some());
    (initiates && ready).then(|| item(WaitKind::TaskRelease))
}

async fn for_principal(call: &Call, own: &DepartmentId) -> Result<Vec<WaitingItem>, StoreError> {
    let mut tasks = call.pick(&["agreed"]).all::<TaskState>(call.context()).await?;
    let emergencies = call.pick(&["released"]).having(&[&["content", "scheme", "emergency"]]);
    tasks.extend(emergencies.all(call.context()).await?);
    let mut items: Vec<_> =
        tasks.iter().filter_map(|task| task_for_principal(task, call.actor(), own)).collect();
    let drafts = call.pick(&["drafted"]).of(own).all::<CatalogueDraft>(call.context()).await?;
    if !drafts.is_empty() {
        let newest = newest_catalogue(call.context().database.read(), call.region()).await?;
        let published = newest.map_or(0, |catalogue| catalogue.content.version);
        // A draft that a later version has overtaken waits for nobody.
        let waits = |draft: &&Loaded<CatalogueDraft>| {
            draft.state.content.version > published && draft.state.drafted_by != call.actor().account
        };
        let item = |draft: &Loaded<CatalogueDraft>| {
            WaitingItem::new(WaitKind::CataloguePublication, &draft.id, draft.state.index().title)
        };
        items.extend(drafts.iter().filter(waits).map(item));
    }
    Ok(items)
}

fn task_for_principal(loaded: &Loaded<TaskState>, actor: &Actor, own: &DepartmentId) -> Option<WaitingItem> {
    let (task, scheme) = (&loaded.state, &loaded.state.content.scheme);
    if task.content.clerk == actor.account || !task.lacks().approvals.contains(own) {
        return None;
    }
    let item = |kind| {
        let item = WaitingItem::new(kind, &loaded.id, scheme.title.as_str());
        if scheme.initiating == *own { item } else { item.from(&scheme.initiating) }
    };
    match task.approval_due() {
        Some(at) => Some(item(WaitKind::EmergencyApproval).due(beijing_date(at))),
        None => Some(item(WaitKind::TaskApproval).due(scheme.from)),
    }
}

async fn for_office(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    let plans = open_plans(call).await?;
    let mut items: Vec<_> = plans.iter().filter_map(|plan| plan_for_office(plan, call.actor())).collect();
    let states = ["submitted", "accepted", "put_to_conference"];
    let proposals = call.pick(&states).all::<ProposalState>(call.context()).await?;
    items.extend(proposals.iter().map(|proposal| {
        let content = &proposal.state.content;
        WaitingItem::new(WaitKind::ProposalHandling, &proposal.id, content.title.as_str())
            .from(&content.department)
    }));
    Ok(items)
}

/// What the participants have not all confirmed waits for them, not for the office.
fn plan_for_office(loaded: &Loaded<Plan>, actor: &Actor) -> Option<WaitingItem> {
    let plan = &loaded.state;
    let kind = match (&plan.amendment, plan.state) {
        (Some(change), _) if change.lacks(plan).is_empty() && change.clerk != actor.account => {
            WaitKind::AmendmentPublication
        }
        (None, PlanState::Submitted)
            if plan.participants().is_subset(&plan.confirmed)
                && plan.content.clerk != Some(actor.account) =>
        {
            WaitKind::PlanPublication
        }
        _ => return None,
    };
    Some(WaitingItem::new(kind, &loaded.id, plan.index().title).from(&plan.content.department))
}
