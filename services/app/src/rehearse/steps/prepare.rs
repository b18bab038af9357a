//! Before the visit (art. 16, 17, 20): what is known is looked up, the day agreed on, the object told or not; and one
//! inspector who cannot come is replaced by a colleague from the list that the draw fixed.

use contracts::{
    api::{
        inspection::{TeamView, VisitView},
        pool::InspectorView,
    },
    events::planning::NoticePolicy,
};
use kernel::Role;
use serde_json::json;

use crate::{
    failure::Failure,
    rehearse::{
        cast::Cast,
        people::{Part, Person},
        record::{Attempt, Subject},
    },
};

/// The leader looks the object up; where the scheme has it told, plans the day and tells it.
pub async fn prepare(cast: &Cast, visit: &VisitView, leader: &Person) -> Result<(), Failure> {
    let path = |verb: &str| format!("/api/inspection/v1/visits/{}/{verb}", visit.visit);
    let known = json!({"known": "登记状态存续，无未处理的投诉举报（演练）",
                       "sources": ["国家企业信用信息公示系统（河南）"]});
    cast.command(leader, &path("pre-checks"), &known).await?;
    if visit.notice_policy == NoticePolicy::Given {
        let day = json!({"on": cast.today, "mode": "现场检查"});
        cast.command(leader, &path("schedule"), &day).await?;
        let notice = json!({"means": "written", "prepare": "营业执照、许可证、台账"});
        cast.command(leader, &path("notice"), &notice).await?;
    }
    Ok(())
}

/// Replaces the first ordinary member of the initiating department's inspectors who has a free colleague: asked for by the
/// department's clerk, approved by its leader in charge. Returns the visit as it is then, and what the one who was
/// replaced gets when looking at it.
pub async fn replace(
    cast: &Cast,
    visit: &VisitView,
    item: &str,
) -> Result<Option<(VisitView, Attempt)>, Failure> {
    let Some(leader) = visit.team.iter().find(|member| member.leader) else { return Ok(None) };
    let drawn = visit.team.iter().find(|member| !member.leader && member.department == leader.department);
    let Some(drawn) = drawn else { return Ok(None) };
    let Some(colleague) = colleague(cast, visit, drawn, item).await? else { return Ok(None) };
    let path = |verb: &str| format!("/api/inspection/v1/visits/{}/{verb}", visit.visit);
    let body = json!({"drawn": drawn.inspector, "replacement": colleague.inspector, "reason": "health"});
    let department = drawn.department.as_str();
    let clerk = cast.of(Role::Clerk, department).await?;
    cast.command(&clerk, &path("substitutions"), &body).await?;
    let approver = cast.of(Role::Leader, department).await?;
    cast.command(&approver, &path("substitutions/approval"), &json!({})).await?;
    let part = Part::inspector(department, colleague.inspector);
    cast.people.admit(std::slice::from_ref(&part)).await?;
    let newcomer = cast.people.who(&part).await?;
    let now = cast.http.read(&newcomer.token, path("").trim_end_matches('/')).await?;
    let gone = cast.people.who(&Part::inspector(department, drawn.inspector)).await?;
    let reply = cast.http.look(&gone.token, path("").trim_end_matches('/')).await?;
    let what = "被更换的检查人员查看检查".to_owned();
    Ok(Some((now, Attempt { what, on: Subject::List, status: reply.status, code: reply.code() })))
}

/// A colleague of the same department who is able to come and not in the team.
async fn colleague(
    cast: &Cast,
    visit: &VisitView,
    drawn: &TeamView,
    item: &str,
) -> Result<Option<InspectorView>, Failure> {
    let office = cast.city(Role::Office).await?;
    let path = format!("/api/pool/v1/inspectors?department={}", drawn.department);
    let all: Vec<InspectorView> = cast.all(&office, &path).await?;
    let fit = |one: &InspectorView| {
        let in_team = visit.team.iter().any(|member| member.inspector == one.inspector);
        let able = one.items.iter().any(|known| known == item || known == "*");
        !in_team && able && one.available && one.valid_until >= visit.until
    };
    Ok(all.into_iter().find(fit))
}
