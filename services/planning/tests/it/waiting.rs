//! What waits for whom, from the plan to the release.

use kernel::Role;
use serde_json::json;

use super::{City, REGION, SCJG, WJW, scheme};

const NOTHING: [&str; 0] = [];

impl City {
    async fn waits(&self, role: Role, department: Option<&str>) -> Vec<String> {
        self.0.waiting(&self.token(role, department), "planning").await
    }
    async fn clerk(&self, department: &str, path: &str) {
        self.post(Role::Clerk, Some(department), path, json!({})).await.expect(200);
    }
}

#[tokio::test]
async fn a_plan_waits_for_its_participants_then_for_the_office_then_for_nobody() {
    let city = City::start().await;
    let line = json!({"title": "食品安全联合抽查", "participants": [SCJG, WJW], "items": ["scjg-01"], "months": [3, 6], "share": "5%"});
    let submitted = json!({"year": 2026, "lines": [line]});
    let plan = city.post(Role::Clerk, Some(SCJG), "plans", submitted.clone()).await.expect(201);
    let id = plan["plan"].as_str().unwrap();
    assert_eq!(city.waits(Role::Clerk, Some(WJW)).await, ["plan_confirmation"]);
    for (role, department) in [
        (Role::Clerk, Some(SCJG)),
        (Role::Clerk, Some("410481-swj")),
        (Role::Leader, Some(WJW)),
        (Role::Office, None),
    ] {
        assert_eq!(city.waits(role, department).await, NOTHING, "{role:?} {department:?}");
    }
    let elsewhere = city.0.token(Role::Clerk, "410482", Some("410482-wjw"));
    assert_eq!(city.0.waiting(&elsewhere, "planning").await, NOTHING);
    city.post(Role::Office, None, &format!("plans/{id}/return"), json!({"reason": "补充"})).await.expect(200);
    assert_eq!(city.waits(Role::Clerk, Some(SCJG)).await, ["plan_resubmission"]);
    assert_eq!(city.waits(Role::Clerk, Some(WJW)).await, NOTHING);
    let again = json!({"lines": submitted["lines"]});
    city.post(Role::Clerk, Some(SCJG), &format!("plans/{id}/resubmission"), again).await.expect(200);
    city.clerk(WJW, &format!("plans/{id}/confirmation")).await;
    assert_eq!(city.waits(Role::Clerk, Some(WJW)).await, NOTHING);
    assert_eq!(city.waits(Role::Office, None).await, ["plan_publication"]);
    city.post(Role::Office, None, &format!("plans/{id}/publication"), json!({})).await.expect(200);
    assert_eq!(city.waits(Role::Office, None).await, NOTHING);
    let mut line = submitted["lines"][0].clone();
    line["months"] = json!([3, 9]);
    let change = json!({"lines": [line], "reason": "上级调整"});
    city.post(Role::Clerk, Some(SCJG), &format!("plans/{id}/amendments"), change).await.expect(200);
    assert_eq!(city.waits(Role::Clerk, Some(WJW)).await, ["amendment_confirmation"]);
    assert_eq!(city.waits(Role::Office, None).await, NOTHING);
    city.clerk(WJW, &format!("plans/{id}/confirmation")).await;
    assert_eq!(city.waits(Role::Office, None).await, ["amendment_publication"]);
}

#[tokio::test]
async fn a_task_waits_for_agreement_then_for_approval_then_for_its_release() {
    let city = City::start().await;
    let (task, _) = city.drafted().await;
    let path = |step: &str| format!("tasks/{task}/{step}");
    let both = async |role| [city.waits(role, Some(SCJG)).await, city.waits(role, Some(WJW)).await];
    assert_eq!(both(Role::Clerk).await, [["scheme_agreement"], ["scheme_agreement"]]);
    assert_eq!(both(Role::Principal).await, [NOTHING, NOTHING]);
    let reason = json!({"reason": "人手不足"});
    city.post(Role::Clerk, Some(WJW), &path("objection"), reason).await.expect(200);
    assert_eq!(both(Role::Clerk).await, [vec!["scheme_revision"], vec![]]);
    let mut revised = scheme();
    revised["until"] = json!("2026-04-30");
    let revised = json!({"scheme": revised, "reason": "错开"});
    city.post(Role::Clerk, Some(SCJG), &path("scheme"), revised).await.expect(200);
    for department in [SCJG, WJW] {
        city.clerk(department, &path("agreement")).await;
    }
    assert_eq!(both(Role::Clerk).await, [NOTHING, NOTHING]);
    assert_eq!(both(Role::Principal).await, [["task_approval"], ["task_approval"]]);
    let waiting =
        city.0.get(&city.token(Role::Principal, Some(WJW)), "/api/planning/v1/waiting").await.expect(200);
    assert_eq!(
        waiting["items"][0],
        json!({"kind": "task_approval", "id": task, "title": "2026 年食品安全联合抽查", "due_on": "2026-03-09",
               "statutory": false, "from": SCJG})
    );
    assert_eq!(
        waiting["kinds"][0],
        json!({"kind": "task_approval", "count": 1, "overdue": 0, "due_today": 0})
    );
    for department in [SCJG, WJW] {
        city.post(Role::Principal, Some(department), &path("approval"), json!({})).await.expect(200);
    }
    assert_eq!(both(Role::Principal).await, [NOTHING, NOTHING]);
    city.confirm_library(&task, SCJG, 1).await;
    city.confirm_library(&task, WJW, 2).await;
    assert_eq!(both(Role::Clerk).await, [vec!["task_release"], vec![]]);
    city.clerk(SCJG, &path("release")).await;
    assert_eq!(both(Role::Clerk).await, [NOTHING, NOTHING]);
}

#[tokio::test]
async fn a_drafted_catalogue_waits_for_its_principal_and_a_proposal_for_the_office() {
    let city = City::start().await;
    let items = json!({"items": city.catalogue().await["items"]});
    assert_eq!(city.waits(Role::Principal, Some(SCJG)).await, NOTHING);
    let second = city.post(Role::Clerk, Some(SCJG), "catalogues", items.clone()).await.expect(201);
    let third = city.post(Role::Clerk, Some(SCJG), "catalogues", items).await.expect(201);
    assert_eq!(city.waits(Role::Principal, Some(SCJG)).await, ["catalogue_publication"; 2]);
    assert_eq!(city.waits(Role::Principal, Some(WJW)).await, NOTHING);
    let id = third["catalogue"].as_str().unwrap();
    city.post(Role::Principal, Some(SCJG), &format!("catalogues/{id}/publication"), json!({}))
        .await
        .expect(200);
    assert_eq!(city.waits(Role::Principal, Some(SCJG)).await, NOTHING, "{second} is overtaken");
    let issue = json!({"title": "增加抽查", "text": "建议增加一次联合抽查"});
    let issue = city.post(Role::Clerk, Some(WJW), "proposals", issue).await.expect(201);
    assert_eq!(city.waits(Role::Office, None).await, ["proposal_handling"]);
    assert_eq!(city.waits(Role::Clerk, Some(WJW)).await, NOTHING);
    let path = format!("proposals/{}/handling", issue["proposal"].as_str().unwrap());
    city.post(Role::Office, None, &path, json!({"step": "returned", "note": "不采纳"})).await.expect(200);
    assert_eq!(city.waits(Role::Office, None).await, NOTHING);
}

#[tokio::test]
async fn the_public_reads_the_lines_of_the_city_plan_and_the_catalogue_in_force_and_no_rehearsal() {
    let city = City::start().await;
    let (catalogue, _) = (city.catalogue().await, city.plan().await);
    let published = city.post(Role::Office, None, "city-plans", json!({"year": 2026})).await.expect(201);
    let path = format!("/api/planning/v1/city-plans/{}", published["city_plan"].as_str().unwrap());
    let shown = city.0.get("", &path).await.expect(200);
    assert_eq!((&shown["region"], &shown["plans"][0]["department"]), (&json!(REGION), &json!(SCJG)));
    assert_eq!(shown["plans"][0]["lines"][0]["months"], json!([3, 6]));
    let current = |region: &str| format!("/api/planning/v1/catalogues/current?region={region}");
    let shown = city.0.get("", &current(REGION)).await.expect(200);
    assert_eq!((&shown["catalogue"], &shown["items"]), (&catalogue["catalogue"], &catalogue["items"]));
    city.post(Role::Clerk, Some(SCJG), "catalogues", json!({"items": [catalogue["items"][0]]}))
        .await
        .expect(201);
    assert_eq!(
        city.0.get("", &current(REGION)).await.expect(200)["catalogue_version"],
        1,
        "drafts are not in force"
    );
    assert_eq!(city.0.get("", &current("410482")).await.refused(404), "not_found");
    assert_eq!(city.0.get("", &current("r12345")).await.refused(404), "not_found");
}
