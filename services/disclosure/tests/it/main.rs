//! Disclosure against its real database: from the end of a visit to the public's view.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod waiting;

use contracts::events::inspection::{ItemResult, ObjectFacts, ResultFormed, VisitEnded, VisitEvent};
use kernel::{
    Clock, Id, Role, SeededEntropy,
    codes::{ObjectKind, ObjectStatus, ResultKind},
    ids::VisitId,
};
use serde_json::{Value, json};
use testkit::{App, Reply};

const SCJG: &str = "410481-scjg";
const WJW: &str = "410481-wjw";

struct Case {
    app: App,
    region: &'static str,
    visit: VisitId,
}

impl Case {
    async fn start(region: &'static str) -> Self {
        let app = App::start(&[disclosure::module()]).await;
        let visit = Id::new(app.clock.now(), &SeededEntropy::new(1));
        Self { app, region, visit }
    }
    fn department(&self, short: &str) -> String {
        format!("{}-{short}", self.region)
    }
    async fn publish(&self, version: u64, event: VisitEvent) {
        self.app.publish("inspection", self.region, &self.visit.to_string(), version, &event).await;
        self.app.drain().await;
    }
    async fn formed(&self, version: u64, short: &str) {
        let event = VisitEvent::ResultFormed(ResultFormed {
            findings: 0,
            visit: self.visit,
            task: Id::new(self.app.clock.now(), &SeededEntropy::new(2)),
            department: self.department(short).parse().unwrap(),
            object: ObjectFacts {
                object: "91350100M000100Y43".parse().unwrap(),
                name: "甲公司".into(),
                kind: ObjectKind::Enterprise,
                place: "410481".into(),
                trade: String::new(),
                approved_by: None,
            },
            object_status: ObjectStatus::Operating,
            formed_on: "2026-02-13".parse().unwrap(),
            items: vec![ItemResult {
                item: "scjg-01".parse().unwrap(),
                name: "登记事项".into(),
                result: ResultKind::Rectified,
                note: String::new(),
            }],
            signed_by: vec![],
            rehearsal: false,
        });
        self.publish(version, event).await;
    }
    async fn ended(&self, version: u64) {
        let departments = ["scjg", "wjw"].map(|short| self.department(short).parse().unwrap()).to_vec();
        let event = VisitEvent::Ended(VisitEnded {
            visit: self.visit,
            task: Id::new(self.app.clock.now(), &SeededEntropy::new(2)),
            draw: Id::new(self.app.clock.now(), &SeededEntropy::new(3)),
            region: self.region.parse().unwrap(),
            object: "91350100M000100Y43".parse().unwrap(),
            departments,
            ended_on: "2026-02-14".parse().unwrap(),
            rehearsal: self.region.starts_with('r'),
            name: "甲公司".into(),
            task_title: "食品安全联合抽查".into(),
        });
        self.publish(version, event).await;
    }
    async fn duty(&self, short: &str) -> Value {
        let clerk = self.app.token(Role::Clerk, self.region, Some(&self.department(short)));
        let list = self.app.get(&clerk, "/api/disclosure/v1/duties").await.expect(200);
        list["items"][0].clone()
    }
    async fn act(&self, role: Role, short: &str, duty: &Value, verb: &str, body: Value) -> Reply {
        let token = self.app.token(role, self.region, Some(&self.department(short)));
        let path = format!("/api/disclosure/v1/duties/{}/{verb}", duty["duty"].as_str().unwrap());
        self.app.post(&token, &path, body).await
    }
    async fn public(&self) -> Value {
        self.app.get("", "/api/disclosure/v1/results?q=甲").await.expect(200)
    }
}

#[tokio::test]
async fn each_department_owes_its_own_disclosure_within_twenty_working_days_of_the_end() {
    let case = Case::start("410481").await;
    case.formed(1, "scjg").await;
    assert_eq!(case.duty("scjg").await, Value::Null, "nothing is owed before the end");
    case.ended(2).await;
    let (own, other) = (case.duty("scjg").await, case.duty("wjw").await);
    // 2026-02-14 is a working Saturday.
    assert_eq!((&own["state"], &own["due_on"]), (&json!("due"), &json!("2026-03-20")));
    assert_eq!((&other["state"], &other["department"]), (&json!("waiting"), &json!(WJW)));
    assert_eq!(case.act(Role::Clerk, "wjw", &own, "disclosure", json!({})).await.refused(404), "not_found");
    assert_eq!(
        case.act(Role::Clerk, "wjw", &other, "disclosure", json!({})).await.refused(409),
        "result_not_formed"
    );
    case.formed(3, "wjw").await;
    assert_eq!(case.duty("wjw").await["state"], "due");
}

#[tokio::test]
async fn a_disclosed_result_never_changes_and_is_corrected_in_public_view() {
    let case = Case::start("410481").await;
    case.formed(1, "scjg").await;
    case.ended(2).await;
    assert_eq!(case.public().await["total"], 0);
    let duty = case.duty("scjg").await;
    let correction = json!({"item": "scjg-01", "to": "no_problem", "reason": "录入有误"});
    let early = case.act(Role::Clerk, "scjg", &duty, "correction-requests", correction.clone()).await;
    assert_eq!(early.refused(409), "not_disclosed");
    case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.expect(200);
    assert_eq!(
        case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.refused(409),
        "already_disclosed"
    );
    assert_eq!(
        case.act(Role::Principal, "scjg", &duty, "correction", json!({})).await.refused(409),
        "nothing_to_sign"
    );
    case.act(Role::Clerk, "scjg", &duty, "correction-requests", correction).await.expect(200);
    assert_eq!(
        case.act(Role::Clerk, "scjg", &duty, "correction", json!({})).await.refused(403),
        "role_not_allowed"
    );
    case.act(Role::Principal, "scjg", &duty, "correction", json!({})).await.expect(200);
    let shown = case.public().await["items"][0].clone();
    assert_eq!(shown["items"][0]["result_name"], "发现问题已责令改正");
    assert_eq!(shown["corrections"][0]["to"], "no_problem");
    assert_eq!(
        (&shown["department"], &shown["corrections"][0]["reason"]),
        (&json!(SCJG), &json!("录入有误"))
    );
}

#[tokio::test]
async fn a_principal_sees_what_would_change_and_may_refuse_it() {
    let case = Case::start("410481").await;
    case.ended(1).await;
    let waiting = case.duty("scjg").await;
    let object = json!({"code": "91350100M000100Y43", "name": "甲公司"});
    assert_eq!((&waiting["state"], &waiting["object"]), (&json!("waiting"), &object));
    assert_eq!(waiting["task_title"], "食品安全联合抽查");
    case.formed(2, "scjg").await;
    let duty = case.duty("scjg").await;
    assert_eq!((&duty["object"], duty.get("on_time"), duty.get("correction_asked")), (&object, None, None));
    case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.expect(200);
    let principal = case.app.token(Role::Principal, "410481", Some(SCJG));
    let waits = async || {
        let path = "/api/disclosure/v1/duties?state=correction_waiting";
        case.app.get(&principal, path).await.expect(200)
    };
    assert_eq!(waits().await["total"], 0);
    let refusal = |reason: &str| json!({"reason": reason});
    let refuse =
        async |reason| case.act(Role::Principal, "scjg", &duty, "correction/refusal", refusal(reason)).await;
    assert_eq!(refuse("无").await.refused(409), "nothing_to_sign");
    let correction = json!({"item": "scjg-01", "to": "no_problem", "reason": "录入有误"});
    case.act(Role::Clerk, "scjg", &duty, "correction-requests", correction.clone()).await.expect(200);
    let listed = waits().await;
    assert_eq!((&listed["total"], &listed["items"][0]["on_time"]), (&json!(1), &json!(true)));
    let asked = &listed["items"][0]["correction_asked"];
    assert_eq!((&asked["from"], &asked["to"]), (&json!("rectified"), &json!("no_problem")));
    assert_eq!((&asked["reason"], &asked["item_name"]), (&json!("录入有误"), &json!("登记事项")));
    assert!(asked["asked_by"].is_string() && asked["asked_at"].is_string());
    assert_eq!(refuse(" ").await.refused(422), "invalid_field");
    let after = refuse("原结果无误").await.expect(200);
    assert_eq!((&after["correction_waits"], after.get("correction_asked")), (&json!(false), None));
    assert_eq!(after["corrections_refused"][0]["reason"], "原结果无误");
    assert_eq!(after["items"][0]["result"], "rectified");
    assert_eq!(waits().await["total"], 0);
    case.act(Role::Clerk, "scjg", &duty, "correction-requests", correction).await.expect(200);
    assert_eq!(waits().await["total"], 1);
    case.act(Role::Principal, "scjg", &duty, "correction", json!({})).await.expect(200);
    assert_eq!(waits().await["total"], 0);
}

#[tokio::test]
async fn a_rehearsal_is_left_out_of_the_publics_view() {
    let case = Case::start("r12345").await;
    case.formed(1, "scjg").await;
    case.ended(2).await;
    let duty = case.duty("scjg").await;
    case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.expect(200);
    assert_eq!(case.public().await["total"], 0);
}

#[tokio::test]
async fn the_public_reads_every_region_or_the_one_it_names() {
    let case = Case::start("410481").await;
    case.formed(1, "scjg").await;
    case.ended(2).await;
    let duty = case.duty("scjg").await;
    case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.expect(200);
    assert_eq!(case.public().await["items"][0]["region"], "410481");
    for (region, total) in [("410481", 1), ("410482", 0)] {
        let path = format!("/api/disclosure/v1/results?region={region}");
        assert_eq!(case.app.get("", &path).await.expect(200)["total"], total, "{region}");
    }
}

#[tokio::test]
async fn the_alarm_comes_after_the_last_day_and_once() {
    let case = Case::start("410481").await;
    case.formed(1, "scjg").await;
    case.ended(2).await;
    let duty = case.duty("scjg").await;
    let signals = async |at: &str| {
        case.app.clock.set(at.parse().unwrap());
        case.app.drain().await;
        let trail =
            store::journal::timeline(case.app.context("disclosure"), duty["duty"].as_str().unwrap()).await;
        let kinds: Vec<String> = trail.unwrap().iter().map(|entry| entry.event.kind().to_owned()).collect();
        let count = |word: &str| kinds.iter().filter(|kind| kind.contains(word)).count();
        (count("due-soon"), count("overdue"))
    };
    assert_eq!(signals("2026-03-17T04:00:00Z").await, (0, 0));
    assert_eq!(signals("2026-03-18T04:00:00Z").await, (1, 0));
    assert_eq!(signals("2026-03-20T15:59:59Z").await, (1, 0));
    assert_eq!(signals("2026-03-20T16:00:00Z").await, (1, 1));
    assert_eq!(signals("2026-03-25T04:00:00Z").await, (1, 1));
}
