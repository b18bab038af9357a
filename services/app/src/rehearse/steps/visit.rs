//! The inspection on site (art. 18–20): the team checks in, each department records its items, everybody signs, the object
//! signs or is noted to refuse, the leader ends the visit.

use contracts::api::inspection::{EvidenceView, TeamView, VisitView};
use futures_util::{StreamExt, TryStreamExt, stream};
use kernel::{Role, codes::ResultKind};
use serde_json::{Value, json};

use super::task::Kind;
use crate::{
    failure::Failure,
    rehearse::{
        cast::Cast,
        people::{Part, Person},
        wait::until,
    },
};

/// Visits made at the same time.
const AT_ONCE: usize = 6;
/// Of so many visits one has a finding.
const FINDING_IN: u64 = 8;

/// The visits of a draw, as soon as all of them are assigned; each inspector of a team gets an account.
pub async fn assigned(cast: &Cast, kind: Kind, task: &str, expected: u64) -> Result<Vec<VisitView>, Failure> {
    let clerk = cast.of(Role::Clerk, &cast.department(kind.departments()[0])).await?;
    let path = format!("/api/inspection/v1/visits?parent={task}");
    let visits = until("检查任务派发到组", async || {
        let visits: Vec<VisitView> = cast.all(&clerk, &path).await?;
        let teams = visits.iter().all(|visit| !visit.team.is_empty());
        Ok((visits.len() as u64 == expected && teams).then_some(visits))
    })
    .await?;
    let parts: Vec<_> = visits.iter().flat_map(|visit| visit.team.iter().map(part)).collect();
    cast.people.admit(&parts).await?;
    Ok(visits)
}

/// As whom a member of a team acts.
pub fn part(member: &TeamView) -> Part {
    Part::inspector(member.department.as_str(), member.inspector)
}

/// Makes all visits, a few at a time; `tell` is told after each.
pub async fn make_all(cast: &Cast, visits: &[VisitView], tell: impl Fn(usize)) -> Result<usize, Failure> {
    // What each visit comes to is decided beforehand, so that a seed repeats it whatever the order of the work.
    let plans: Vec<_> =
        visits.iter().enumerate().map(|(place, visit)| (visit, Course::of(cast, place))).collect();
    let mut made = 0;
    let mut under_way =
        stream::iter(plans).map(|(visit, course)| make(cast, visit, course)).buffer_unordered(AT_ONCE);
    let mut findings = 0;
    while let Some(found) = under_way.try_next().await? {
        made += 1;
        findings += found;
        tell(made);
    }
    Ok(findings)
}

/// What a visit will come to.
#[derive(Debug, Clone, Copy)]
struct Course {
    /// By place of the department in the visit: whether its inspectors find something.
    finds: [bool; 2],
    refuses: bool,
    evidence: bool,
}

impl Course {
    /// The first six visits have findings of both departments, so that every course of a referral is tried; the third
    /// object refuses to sign.
    fn of(cast: &Cast, place: usize) -> Self {
        let chance = cast.chance(FINDING_IN) == 0;
        let second = cast.chance(2) == 0;
        Self {
            finds: if place < 6 {
                [place.is_multiple_of(2), !place.is_multiple_of(2)]
            } else {
                [chance && !second, chance && second]
            },
            refuses: place == 2,
            evidence: place.is_multiple_of(10),
        }
    }
}

/// The team, signed in; the leader of the group first, since it is the leader who arranges.
pub async fn team_of<'a>(cast: &Cast, visit: &'a VisitView) -> Result<Vec<(&'a TeamView, Person)>, Failure> {
    let mut team = Vec::new();
    for member in &visit.team {
        team.push((member, cast.people.who(&part(member)).await?));
    }
    team.sort_by_key(|(member, _)| !member.leader);
    Ok(team)
}

/// One visit from the first check-in to its end; returns how many findings it raised.
async fn make(cast: &Cast, visit: &VisitView, course: Course) -> Result<usize, Failure> {
    let path = |verb: &str| format!("/api/inspection/v1/visits/{}/{verb}", visit.visit);
    let team = team_of(cast, visit).await?;
    let Some((_, leader)) = team.first() else {
        return Err(Failure(format!("检查 {} 没有检查人员", visit.visit)));
    };
    for (_, person) in &team {
        cast.command(person, &path("start"), &json!({})).await?;
    }
    let mut findings = 0;
    for (place, part) in visit.parts.iter().enumerate() {
        let of = team.iter().find(|(member, _)| member.department == part.department);
        let Some((_, person)) = of else { continue };
        let finds = course.finds.get(place).copied().unwrap_or_default();
        for item in &part.items {
            let evidence =
                if finds || course.evidence { Some(photograph(cast, person, visit).await?) } else { None };
            let body = result(finds, evidence);
            cast.command(person, &path(&format!("items/{}/result", item.item)), &body).await?;
            findings += usize::from(finds);
        }
    }
    for (_, person) in &team {
        cast.command(person, &path("signature"), &json!({})).await?;
    }
    sign_object(cast, &team, &path("object-signature"), course.refuses).await?;
    cast.command(leader, &path("end"), &json!({})).await?;
    Ok(findings)
}

/// The object signs; or refuses, which counts when two inspectors have noted it.
async fn sign_object(
    cast: &Cast,
    team: &[(&TeamView, Person)],
    path: &str,
    refuses: bool,
) -> Result<(), Failure> {
    let signers = if refuses { 2 } else { 1 };
    for (_, person) in team.iter().take(signers) {
        cast.command(person, path, &json!({"refused": refuses})).await?;
    }
    Ok(())
}

async fn photograph(cast: &Cast, person: &Person, visit: &VisitView) -> Result<String, Failure> {
    let path = format!("/api/inspection/v1/visits/{}/evidence", visit.visit);
    let picture = format!("演练证据 {} {}", visit.visit, cast.chance(u64::MAX)).into_bytes();
    let kept: EvidenceView = cast.http.carry(person, &path, "text/plain", picture).await?;
    Ok(kept.digest)
}

/// What is recorded of an item.
pub fn result(finds: bool, evidence: Option<String>) -> Value {
    let kind = if finds { ResultKind::PendingFollowup } else { ResultKind::NoProblem };
    let findings = if finds {
        json!([{"description": "现场未能出示有效许可证件（演练）", "evidence": evidence.into_iter().collect::<Vec<_>>()}])
    } else {
        json!([])
    };
    json!({"result": kind, "object_status": "operating", "note": "演练记录", "findings": findings})
}
