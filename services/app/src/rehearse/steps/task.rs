//! Annual plan, scheme, confirmations, approvals, release (art. 7, 12, 14; 国办发〔2024〕54号).

use chrono::{Datelike, NaiveDate, TimeDelta};
use contracts::api::{
    planning::{PlanView, TaskView},
    pool::ConfirmationView,
};
use kernel::{Role, codes::RiskClass};
use serde_json::{Map, Value, json};

use super::set_up::PARTIES;
use crate::{
    failure::Failure,
    rehearse::{cast::Cast, wait::until},
};

/// Which of the rehearsal's draws a task is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// At the asked rate, with shares of two parties; the objects are not told beforehand.
    Parties,
    /// Three objects on the operator's share alone, which only a rehearsal may: another initiator, the same pool; the objects are told.
    Operator,
}

impl Kind {
    /// Places of the initiating department and of the other participant.
    pub fn departments(self) -> [usize; 2] {
        match self {
            Kind::Parties => [0, 1],
            Kind::Operator => [1, 0],
        }
    }
}

/// The year's plan of one department: submitted, confirmed by the participant, published by the office.
pub async fn plan(cast: &Cast, kind: Kind) -> Result<String, Failure> {
    let [first, second] = kind.departments().map(|place| cast.department(place));
    let line = json!({"title": "联合随机抽查（演练）", "participants": [first, second],
                      "items": items(cast, kind), "months": [cast.today.month(), 12], "share": "5%"});
    let body = json!({"year": cast.today.year(), "lines": [line]});
    let clerk = cast.of(Role::Clerk, &first).await?;
    let plan: PlanView = cast.http.command(&clerk, "/api/planning/v1/plans", &body).await?;
    let path = |verb: &str| format!("/api/planning/v1/plans/{}/{verb}", plan.plan);
    let other = cast.of(Role::Clerk, &second).await?;
    cast.command(&other, &path("confirmation"), &json!({})).await?;
    let office = cast.city(Role::Office).await?;
    cast.command(&office, &path("publication"), &json!({})).await?;
    Ok(plan.plan.to_string())
}

/// The scheme agreed, the libraries confirmed, the inspection approved, the task released; returns the task.
pub async fn release(cast: &Cast, kind: Kind, plan: &str, catalogue: &str) -> Result<String, Failure> {
    let [first, second] = kind.departments().map(|place| cast.department(place));
    let clerk = cast.of(Role::Clerk, &first).await?;
    let body = json!({"plan": plan, "catalogue": catalogue, "scheme": scheme(cast, kind)});
    let task: TaskView = cast.http.command(&clerk, "/api/planning/v1/tasks", &body).await?;
    let id = task.task.to_string();
    let path = |verb: &str| format!("/api/planning/v1/tasks/{id}/{verb}");
    for department in [&first, &second] {
        let clerk = cast.of(Role::Clerk, department).await?;
        cast.command(&clerk, &path("agreement"), &json!({})).await?;
    }
    confirm_libraries(cast, &id, &clerk.token).await?;
    for department in [&first, &second] {
        let principal = cast.of(Role::Principal, department).await?;
        cast.command(&principal, &path("approval"), &json!({})).await?;
    }
    until("计划服务得知两库已确认", async || {
        let view: TaskView = cast.http.read(&clerk.token, &format!("/api/planning/v1/tasks/{id}")).await?;
        let ready = view.lacks.libraries.is_empty() && view.lacks.approvals.is_empty();
        Ok(ready.then_some(()))
    })
    .await?;
    cast.command(&clerk, &path("release"), &json!({})).await?;
    Ok(id)
}

/// Whoever is asked confirms its libraries, once the pool has heard of the scheme (art. 11).
async fn confirm_libraries(cast: &Cast, task: &str, token: &str) -> Result<(), Failure> {
    let asked = until("两库收到确认要求", async || {
        let all: crate::rehearse::cast::Page<ConfirmationView> =
            cast.http.read(token, "/api/pool/v1/confirmations?limit=500").await?;
        Ok(all.items.into_iter().find(|view| view.task.to_string() == task).map(|view| view.asked))
    })
    .await?;
    for department in asked {
        let clerk = cast.of(Role::Clerk, department.as_str()).await?;
        let path = format!("/api/pool/v1/confirmations/{task}/confirmation");
        cast.command(&clerk, &path, &json!({})).await?;
    }
    Ok(())
}

fn items(cast: &Cast, kind: Kind) -> Vec<String> {
    let code = |place: usize| cast.town.departments.get(place).map(|department| department.code(0));
    kind.departments().into_iter().filter_map(code).collect()
}

fn scheme(cast: &Cast, kind: Kind) -> Value {
    let departments = kind.departments().map(|place| cast.department(place));
    let participants: Vec<_> = departments
        .iter()
        .zip(items(cast, kind))
        .map(|(department, item)| json!({"department": department, "items": [item]}))
        .collect();
    let (quota, entropy) = match kind {
        Kind::Parties => (rates(cast), json!({"source": "parties", "parties": PARTIES})),
        Kind::Operator => {
            (json!({"rule": "total", "total": cast.objects.min(3)}), json!({"source": "operator"}))
        }
    };
    let notice = match kind {
        Kind::Parties => json!({"policy": "withheld", "reason": "现场核查经营状况，提前告知影响检查效果"}),
        Kind::Operator => json!({"policy": "given"}),
    };
    json!({
        "title": "联合随机抽查（演练）", "initiating": departments[0], "participants": participants,
        "from": cast.today, "until": last_day(cast.today), "criteria": {}, "quota": quota,
        "notice": notice,
        "entropy": entropy
    })
}

fn rates(cast: &Cast) -> Value {
    let rate = json!({"num": cast.rate.num, "den": cast.rate.den});
    let classes = [RiskClass::A, RiskClass::B, RiskClass::C, RiskClass::D, RiskClass::Unrated];
    let rates: Map<String, Value> = classes
        .iter()
        .filter_map(|class| Some((serde_json::to_value(class).ok()?.as_str()?.to_owned(), rate.clone())))
        .collect();
    json!({"rule": "rates", "rates": rates})
}

/// Two weeks, and never into the next year: a plan is one year's.
pub fn last_day(today: NaiveDate) -> NaiveDate {
    let end = NaiveDate::from_ymd_opt(today.year(), 12, 31).unwrap_or(today);
    (today + TimeDelta::days(13)).min(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_within_the_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(last_day(day("2026-03-02")), day("2026-03-15"));
        assert_eq!(last_day(day("2026-12-25")), day("2026-12-31"));
    }
}
