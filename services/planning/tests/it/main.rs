//! Planning against its real database: from the catalogue to a released task, with each thing that may lack.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod names;
mod plans;
mod proposals;
mod registry;
mod schemes;
mod waiting;

use contracts::events::pool::SnapshotEvent;
use kernel::{Role, ids::TaskId};
use serde_json::{Value, json};
use testkit::App;

const REGION: &str = "410481";
const SCJG: &str = "410481-scjg";
const WJW: &str = "410481-wjw";

struct City(App);

impl City {
    async fn start() -> Self {
        Self(App::start(&[planning::module()]).await)
    }
    fn token(&self, role: Role, department: Option<&str>) -> String {
        self.0.token(role, REGION, department)
    }
    async fn post(&self, role: Role, department: Option<&str>, path: &str, body: Value) -> testkit::Reply {
        self.0.post(&self.token(role, department), &format!("/api/planning/v1/{path}"), body).await
    }

    async fn catalogue(&self) -> Value {
        let item = |code: &str, department: &str| {
            json!({"item": code, "name": "食品经营许可检查", "department": department, "legal_basis": "食品安全法第三十五条",
                   "object_kinds": ["enterprise"], "matter": "food", "guide": "查看许可证", "guide_version": "2025-1"})
        };
        let items = json!({"items": [item("scjg-01", SCJG), item("wjw-01", WJW)]});
        let drafted = self.post(Role::Clerk, Some(SCJG), "catalogues", items).await.expect(201);
        let path = format!("catalogues/{}/publication", drafted["catalogue"].as_str().unwrap());
        self.post(Role::Principal, Some(SCJG), &path, json!({})).await.expect(200)
    }

    async fn plan(&self) -> Value {
        let line = json!({"title": "食品安全联合抽查", "participants": [SCJG, WJW], "items": ["scjg-01", "wjw-01"], "months": [3, 6], "share": "5%"});
        let plan = json!({"year": 2026, "lines": [line]});
        let plan = self.post(Role::Clerk, Some(SCJG), "plans", plan).await.expect(201);
        assert_eq!(plan["late"], true, "reported in March");
        let id = plan["plan"].as_str().unwrap();
        let publication = format!("plans/{id}/publication");
        let refused = self.post(Role::Office, None, &publication, json!({})).await;
        assert_eq!(refused.refused(409), "participants_not_confirmed");
        self.post(Role::Clerk, Some(WJW), &format!("plans/{id}/confirmation"), json!({})).await.expect(200);
        self.post(Role::Office, None, &publication, json!({})).await.expect(200)
    }

    async fn drafted(&self) -> (String, Value) {
        let (catalogue, plan) = (self.catalogue().await, self.plan().await);
        let body = json!({"plan": plan["plan"], "catalogue": catalogue["catalogue"], "scheme": scheme()});
        let task = self.post(Role::Clerk, Some(SCJG), "tasks", body.clone()).await.expect(201);
        (task["task"].as_str().unwrap().to_owned(), body)
    }

    async fn confirm_library(&self, task: &str, department: &str, version: u64) {
        let task: TaskId = task.parse().unwrap();
        let event =
            SnapshotEvent::LibraryConfirmed { task, department: department.parse().unwrap(), version: 1 };
        self.0.publish("pool", REGION, &task.to_string(), version, &event).await;
        self.0.drain().await;
    }
}

fn scheme() -> Value {
    json!({
        "title": "2026 年食品安全联合抽查", "initiating": SCJG,
        "participants": [{"department": SCJG, "items": ["scjg-01"]}, {"department": WJW, "items": ["wjw-01"]}],
        "from": "2026-03-09", "until": "2026-03-31", "criteria": {"kinds": ["enterprise"]},
        "quota": {"rule": "rates", "rates": {"A": {"num": 1, "den": 100}}},
        "notice": {"policy": "given"}, "entropy": {"source": "parties", "parties": ["jw", "scjg"]}
    })
}

#[tokio::test]
async fn a_task_is_released_when_all_have_agreed_confirmed_and_approved() {
    let city = City::start().await;
    let (task, _) = city.drafted().await;
    let release = format!("tasks/{task}/release");
    let refused = async || city.post(Role::Clerk, Some(SCJG), &release, json!({})).await.refused(409);
    assert_eq!(refused().await, "scheme_not_agreed");
    for department in [SCJG, WJW] {
        city.post(Role::Clerk, Some(department), &format!("tasks/{task}/agreement"), json!({}))
            .await
            .expect(200);
    }
    assert_eq!(refused().await, "library_not_confirmed");
    city.confirm_library(&task, SCJG, 1).await;
    city.confirm_library(&task, WJW, 2).await;
    assert_eq!(refused().await, "not_approved");
    for department in [SCJG, WJW] {
        city.post(Role::Principal, Some(department), &format!("tasks/{task}/approval"), json!({}))
            .await
            .expect(200);
    }
    let released = city.post(Role::Clerk, Some(SCJG), &release, json!({})).await.expect(200);
    assert_eq!(released["state"], "released");
    assert_eq!(released["content"]["policy_version"], "pingdingshan-2020-3");
    assert_eq!(refused().await, "already_released");
}

#[tokio::test]
async fn a_scheme_that_the_rules_forbid_is_refused_with_its_article() {
    let city = City::start().await;
    let (_, body) = city.drafted().await;
    let cases = [
        ("/scheme/participants", json!([{"department": SCJG, "items": ["scjg-01"]}]), "not_joint"),
        ("/scheme/participants/1/items", json!(["wjw-99"]), "unknown_item"),
        ("/scheme/participants/1/items", json!(["scjg-01"]), "unknown_item"),
        ("/scheme/until", json!("2026-03-01"), "window_invalid"),
        ("/scheme/from", json!("2025-03-01"), "window_invalid"),
        ("/scheme/entropy", json!({"source": "operator"}), "operator_source_in_rehearsal_only"),
        ("/scheme/entropy", json!({"source": "parties", "parties": ["jw", "jw"]}), "too_few_parties"),
    ];
    for (place, value, code) in cases {
        let mut wrong = body.clone();
        *wrong.pointer_mut(place).unwrap() = value;
        assert_eq!(city.post(Role::Clerk, Some(SCJG), "tasks", wrong).await.refused(422), code, "{place}");
    }
    let mut single = body.clone();
    single["scheme"]["participants"][1]["inspectors"] = json!(1);
    let refused = city.post(Role::Clerk, Some(SCJG), "tasks", single.clone()).await;
    assert_eq!(refused.refused(422), "single_inspector_needs_basis");
    single["scheme"]["participants"][1]["single_basis"] = json!("行政处罚法第四十二条");
    city.post(Role::Clerk, Some(SCJG), "tasks", single).await.expect(201);
    assert_eq!(
        city.post(Role::Clerk, Some(WJW), "tasks", body).await.refused(403),
        "not_initiating_department"
    );
}

#[tokio::test]
async fn the_office_never_initiates() {
    let city = City::start().await;
    let (_, body) = city.drafted().await;
    assert_eq!(city.post(Role::Office, None, "tasks", body).await.refused(403), "role_not_allowed");
}

#[tokio::test]
async fn the_catalogue_is_led_by_market_regulation_and_published_by_another_person() {
    let city = City::start().await;
    let published = city.catalogue().await;
    assert_eq!((&published["catalogue_version"], &published["state"]), (&json!(1), &json!("published")));
    let items = json!({"items": published["items"]});
    assert_eq!(
        city.post(Role::Clerk, Some(WJW), "catalogues", items).await.refused(403),
        "not_market_regulation"
    );
    let path = format!("catalogues/{}/publication", published["catalogue"].as_str().unwrap());
    let again = city.post(Role::Principal, Some(SCJG), &path, json!({})).await;
    assert_eq!(again.refused(409), "already_published");
}

#[tokio::test]
async fn a_draft_plan_is_seen_by_its_departments_and_the_office_only() {
    let city = City::start().await;
    let total = async |role, department| {
        let token = city.token(role, department);
        city.0.get(&token, "/api/planning/v1/tasks").await.expect(200)["total"].as_u64().unwrap()
    };
    let (_, _) = city.drafted().await;
    assert_eq!(total(Role::Office, None).await, 1);
    assert_eq!(total(Role::Clerk, Some(WJW)).await, 1);
    assert_eq!(total(Role::Clerk, Some("410481-swj")).await, 0);
}

#[tokio::test]
async fn due_dates_are_counted_by_the_published_calendar() {
    let city = City::start().await;
    let due = city.0.get("", "/api/planning/v1/calendar/due?date=2026-02-14&days=7").await.expect(200);
    assert_eq!((&due["date"], &due["provisional"]), (&json!("2026-03-03"), &json!(false)));
    let due = city.0.get("", "/api/planning/v1/calendar/due?date=2026-12-30&days=7").await.expect(200);
    assert_eq!(due["provisional"], true);
    assert_eq!(
        city.0.get("", "/api/planning/v1/calendar/due?date=2026-02-30&days=7").await.refused(422),
        "invalid_field"
    );
}
