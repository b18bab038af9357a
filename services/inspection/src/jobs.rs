//! Assigning visits: one for each drawn object, once both lists are known. What nobody ends is ended in `presume_end`.

mod presume_end;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ::store::{StoreError, Who, Work};
use contracts::{
    api::lists::{DrawnList, DrawnObject, TeamList},
    events::{
        inspection::VisitEvent,
        planning::{CatalogueItem, Task},
    },
};
use futures_util::future::BoxFuture;
use kernel::VisitCircle;
use runtime::{Job, JobError};
use web::Service;

use crate::{
    domain::{Changes, Member, Part, Preparation, Visit},
    store::{
        assignment::{self, AssignmentRow},
        item,
    },
};

pub const ALL: &[Job] = &[
    Job { name: "inspection-assign", every: Duration::from_secs(5), on_commit: true, run },
    Job {
        name: "inspection-presume-end",
        every: Duration::from_secs(60),
        on_commit: false,
        run: presume_end::run,
    },
];

fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let mut moved = 0;
        for row in assignment::ready(service).await? {
            moved += assign(service, &row).await?;
        }
        Ok(moved)
    })
}

/// All visits of a task in one transaction: a crash leaves none, and the next turn makes them all.
async fn assign(service: &Service, row: &AssignmentRow) -> Result<u64, JobError> {
    let other = |e: serde_json::Error| JobError::Other(e.to_string());
    let task: Task = serde_json::from_str(&row.body).map_err(other)?;
    let objects = service.peers.artefact("draw", &row.objects).await?;
    let objects: DrawnList = serde_json::from_slice(&objects).map_err(other)?;
    let teams: TeamList =
        serde_json::from_slice(&service.peers.artefact("draw", &row.teams).await?).map_err(other)?;
    let mut work = Work::begin(service, Who::system(&task.region), None).await?;
    let items = item::of_version(&work, &task.region, task.catalogue_version).await?;
    if !knows_all(&items, &task) {
        // Its catalogue has not come yet.
        return Ok(0);
    }
    if !assignment::take(&work, &row.task).await? {
        return Ok(0);
    }
    let lists = Lists { objects: &objects, teams: &teams, digest: &row.teams };
    for (position, object) in (0..).zip(&objects.objects) {
        create(&mut work, &task, &lists, (position, object), &items).await?;
    }
    work.commit().await?;
    Ok(objects.objects.len() as u64)
}

/// What was drawn, and the digest of the teams.
struct Lists<'a> {
    objects: &'a DrawnList,
    teams: &'a TeamList,
    digest: &'a str,
}

fn knows_all(items: &[CatalogueItem], task: &Task) -> bool {
    let mut named = task.scheme.participants.iter().flat_map(|participation| &participation.items);
    named.all(|code| items.iter().any(|item| item.item == *code))
}

async fn create(
    work: &mut Work,
    task: &Task,
    lists: &Lists<'_>,
    (position, object): (u64, &DrawnObject),
    items: &[CatalogueItem],
) -> Result<(), StoreError> {
    let team = team(lists.teams, object);
    let visit = Visit {
        visit: work.new_id(),
        region: task.region.clone(),
        rehearsal: task.rehearsal,
        task: task.task,
        title: task.scheme.title.clone(),
        draw: lists.objects.draw,
        object: object.object.clone(),
        address: object.address.clone(),
        from: task.scheme.from,
        until: task.scheme.until,
        initiating: task.scheme.initiating.clone(),
        notice: task.scheme.notice.clone(),
        position,
        teams: lists.digest.to_owned(),
        circle: circle(task, &team),
        parts: parts(task, items),
        team,
        before: Preparation::default(),
        record_number: None,
        present: BTreeSet::new(),
        evidence: BTreeMap::new(),
        measures: Vec::new(),
        object_signature: None,
        refusal_noted: BTreeSet::new(),
        ended_on: None,
        presumed: false,
        dossiers: Vec::new(),
        corrections: Vec::new(),
        changes: Changes::default(),
    };
    let event = VisitEvent::Assigned {
        visit: visit.visit,
        task: task.task,
        draw: visit.draw,
        departments: visit.parts.keys().cloned().collect(),
    };
    work.create(visit.visit, visit, &[event]).await?;
    Ok(())
}

/// The members drawn for an object, with the last day of their certificates.
fn team(teams: &TeamList, object: &DrawnObject) -> Vec<Member> {
    let expiry: BTreeMap<_, _> =
        teams.bench.iter().map(|person| (person.inspector, person.valid_until)).collect();
    let members = teams.members.iter().filter(|member| member.object == object.object.object);
    members
        .map(|member| Member {
            inspector: member.inspector,
            department: member.department.clone(),
            leader: member.leader,
            valid_until: expiry.get(&member.inspector).copied().unwrap_or_default(),
        })
        .collect()
}

/// The team, their leaders in charge, the initiating clerk, the approvers.
fn circle(task: &Task, team: &[Member]) -> VisitCircle {
    VisitCircle {
        inspectors: team.iter().map(|member| member.inspector).collect(),
        departments: team.iter().map(|member| member.department.clone()).collect(),
        accounts: task.approvals.values().copied().chain([task.clerk]).collect(),
    }
}

fn parts(task: &Task, items: &[CatalogueItem]) -> BTreeMap<kernel::DepartmentId, Part> {
    let part = |codes: &[kernel::ItemCode]| Part {
        items: items.iter().filter(|item| codes.contains(&item.item)).cloned().collect(),
        records: BTreeMap::new(),
        signed: BTreeSet::new(),
        formed_on: None,
    };
    task.scheme.participants.iter().map(|p| (p.department.clone(), part(&p.items))).collect()
}
