//! Referral against its real database and bus: from a finding to its conclusion, through every turn.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod case;
mod clock;
mod secrecy;
mod waiting;

use contracts::events::{
    inspection::{FindingEvent, FindingRaised, ObjectFacts},
    planning::{AnnualDuty, Department, RegistryEvent},
};
use kernel::{
    Clock, Id, Role, SeededEntropy,
    codes::{ObjectKind, ResultKind},
};
use serde_json::{Value, json};
use testkit::App;

pub const REGION: &str = "410481";
pub const SCJG: &str = "410481-scjg";
pub const WJW: &str = "410481-wjw";
pub const SWJ: &str = "410481-swj";

pub async fn app() -> App {
    let app = App::start(&[referral::module()]).await;
    let departments =
        [(SCJG, "舞市监", "市场监督管理局"), (WJW, "舞卫", "卫生健康委员会"), (SWJ, "舞商务", "商务局")];
    for (department, prefix, name) in departments {
        let event = RegistryEvent::DepartmentRegistered(Department {
            department: department.parse().unwrap(),
            name: name.into(),
            number_prefix: prefix.into(),
            duty: AnnualDuty::Free,
        });
        app.publish("planning", REGION, department, 1, &event).await;
    }
    app.drain().await;
    app
}

/// Publishes rules under which the matter `food` goes to the health commission.
pub async fn rules(app: &App) {
    let administrator = app.token(Role::Administrator, REGION, None);
    let rules = json!({"rules": [{"department": WJW, "matter": "food"}]});
    app.post(&administrator, "/api/referral/v1/routing-rules", rules).await.expect(201);
}

pub fn finding(app: &App, seed: u64, matter: &str) -> FindingRaised {
    let entropy = SeededEntropy::new(seed);
    let now = app.clock.now();
    FindingRaised {
        finding: Id::new(now, &entropy),
        visit: Id::new(now, &entropy),
        task: Id::new(now, &entropy),
        found_by: SCJG.parse().unwrap(),
        item: "scjg-01".parse().unwrap(),
        item_name: "食品经营许可".into(),
        matter: matter.into(),
        result: ResultKind::PendingFollowup,
        description: "涉嫌无证经营".into(),
        evidence: vec![],
        object: ObjectFacts {
            object: "91350100M000100Y43".parse().unwrap(),
            name: "某食品店".into(),
            kind: ObjectKind::Enterprise,
            place: REGION.into(),
            trade: "F5221".into(),
            approved_by: None,
        },
        formed_on: "2026-03-02".parse().unwrap(),
        rehearsal: false,
        task_title: "食品安全联合抽查".into(),
        files: Vec::new(),
    }
}

/// Raises the finding and returns its referral as the office sees it.
pub async fn raise(app: &App, finding: &FindingRaised) -> Value {
    let event = FindingEvent::Raised(finding.clone());
    app.publish("inspection", REGION, &finding.finding.to_string(), 1, &event).await;
    app.drain().await;
    let office = app.token(Role::Office, REGION, None);
    let path = format!("/api/referral/v1/referrals?parent={}", finding.finding);
    app.get(&office, &path).await.expect(200)["items"][0].clone()
}

pub async fn act(app: &App, department: &str, referral: &Value, verb: &str, body: Value) -> testkit::Reply {
    let clerk = app.token(Role::Clerk, REGION, Some(department));
    let id = referral["referral"].as_str().unwrap();
    app.post(&clerk, &format!("/api/referral/v1/referrals/{id}/{verb}"), body).await
}
