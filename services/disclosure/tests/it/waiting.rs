//! What waits for whom, and how the public finds what was disclosed.

use kernel::Role;
use serde_json::{Value, json};

use super::{Case, SCJG};

const NOTHING: [&str; 0] = [];

impl Case {
    async fn waits(&self, role: Role, short: &str) -> Vec<String> {
        let token = self.app.token(role, self.region, Some(&self.department(short)));
        self.app.waiting(&token, "disclosure").await
    }
    async fn results(&self, query: &str) -> Value {
        self.app.get("", &format!("/api/disclosure/v1/results?{query}")).await.expect(200)
    }
}

#[tokio::test]
async fn a_result_waits_for_its_own_clerk_and_a_correction_for_the_principal() {
    let case = Case::start("410481").await;
    case.formed(1, "scjg").await;
    case.ended(2).await;
    assert_eq!(case.waits(Role::Clerk, "scjg").await, ["disclosure"]);
    assert_eq!(case.waits(Role::Clerk, "wjw").await, ["result_awaited"]);
    assert_eq!(case.waits(Role::Clerk, "swj").await, NOTHING);
    assert_eq!(case.waits(Role::Principal, "scjg").await, NOTHING);
    let clerk = case.app.token(Role::Clerk, "410481", Some(SCJG));
    let item = case.app.get(&clerk, "/api/disclosure/v1/waiting").await.expect(200)["items"][0].clone();
    assert_eq!((&item["due_on"], &item["statutory"]), (&json!("2026-03-20"), &json!(true)));
    assert_eq!((&item["working_days_left"], &item["provisional"]), (&json!(14), &json!(false)));
    let duty = case.duty("scjg").await;
    case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.expect(200);
    assert_eq!(case.waits(Role::Clerk, "scjg").await, NOTHING);
    let correction = json!({"item": "scjg-01", "to": "no_problem", "reason": "录入有误"});
    case.act(Role::Clerk, "scjg", &duty, "correction-requests", correction).await.expect(200);
    assert_eq!(case.waits(Role::Principal, "scjg").await, ["correction_signature"]);
    assert_eq!(case.waits(Role::Principal, "wjw").await, NOTHING);
    case.act(Role::Principal, "scjg", &duty, "correction", json!({})).await.expect(200);
    assert_eq!(case.waits(Role::Principal, "scjg").await, NOTHING);
    case.app.clock.set("2026-03-21T01:00:00Z".parse().unwrap());
    let wjw = case.app.token(Role::Clerk, "410481", Some("410481-wjw"));
    let late = case.app.get(&wjw, "/api/disclosure/v1/waiting").await.expect(200);
    assert_eq!(late["kinds"], json!([{"kind": "result_awaited", "count": 1, "overdue": 1, "due_today": 0}]));
}

#[tokio::test]
async fn the_public_finds_results_by_region_department_result_and_year_newest_first() {
    let case = Case::start("410481").await;
    for (version, short) in [(1, "scjg"), (2, "wjw")] {
        case.formed(version, short).await;
    }
    case.ended(3).await;
    let (first, second) = (case.duty("scjg").await, case.duty("wjw").await);
    case.act(Role::Clerk, "scjg", &first, "disclosure", json!({})).await.expect(200);
    case.app.clock.set("2026-03-03T01:00:00Z".parse().unwrap());
    case.act(Role::Clerk, "wjw", &second, "disclosure", json!({})).await.expect(200);
    let newest = case.results("limit=1").await;
    assert_eq!((&newest["total"], &newest["items"][0]["duty"]), (&json!(2), &second["duty"]));
    let older = case.results(&format!("limit=1&after={}", newest["next"].as_str().unwrap())).await;
    assert_eq!((&older["items"][0]["duty"], older.get("next")), (&first["duty"], None));
    for (query, total) in [
        ("region=410481", 2),
        ("region=410482", 0),
        ("department=410481-wjw", 1),
        ("result=rectified", 2),
        ("result=no_problem", 0),
        ("year=2026&q=甲", 2),
        ("year=2025", 0),
        ("q=91350100M000100Y43", 2),
    ] {
        assert_eq!(case.results(query).await["total"], total, "{query}");
    }
    let correction = json!({"item": "scjg-01", "to": "no_problem", "reason": "录入有误"});
    case.act(Role::Clerk, "scjg", &first, "correction-requests", correction).await.expect(200);
    case.act(Role::Principal, "scjg", &first, "correction", json!({})).await.expect(200);
    assert_eq!(case.results("result=no_problem").await["items"][0]["duty"], first["duty"]);
}

#[tokio::test]
async fn one_result_has_an_address_from_its_disclosure_on_and_a_rehearsals_has_none() {
    for region in ["410481", "r12345"] {
        let case = Case::start(region).await;
        case.formed(1, "scjg").await;
        case.ended(2).await;
        let duty = case.duty("scjg").await;
        let path = format!("/api/disclosure/v1/results/{}", duty["duty"].as_str().unwrap());
        assert_eq!(case.app.get("", &path).await.refused(404), "not_found", "not disclosed yet");
        case.act(Role::Clerk, "scjg", &duty, "disclosure", json!({})).await.expect(200);
        let shown = case.app.get("", &path).await;
        if region.starts_with('r') {
            assert_eq!(shown.refused(404), "not_found");
            continue;
        }
        let shown = shown.expect(200);
        assert_eq!((&shown["name"], &shown["on_time"]), (&json!("甲公司"), &json!(true)));
        assert_eq!((&shown["task"], &shown["due_on"]), (&duty["task"], &duty["due_on"]));
    }
}
