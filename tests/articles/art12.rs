//! Article 12 (抽查方案): the initiating department, as the leading one (牵头部门), writes the scheme with the participants
//! after the annual plan: content, time, way; and they agree before the task begins.

use serde_json::{Value, json};

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, HEALTH_CLERK, HEALTH_PRINCIPAL, OUTSIDER, refused, scheme},
};

async fn city() -> (City, Value, String) {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let plan = city.publishes_plan().await;
    (city, catalogue, plan)
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut scheme = scheme();
    change(&mut scheme);
    scheme
}

#[tokio::test]
async fn art12_the_initiating_department_alone_writes_the_scheme_within_its_plan() {
    let (city, catalogue, plan) = city().await;
    let task = json!({"plan": plan, "catalogue": catalogue["catalogue"], "scheme": scheme()});
    refused(city.by(HEALTH_CLERK, "planning/v1/tasks", task).await, 403, "not_initiating_department");
    let unplanned = with(|s| s["participants"][1]["department"] = json!("410481-hbj"));
    refused(city.drafts(&plan, &catalogue, unplanned).await, 422, "unknown_item");
    for (change, code) in [
        (with(|s| s["until"] = json!("2027-01-05")), "window_invalid"),
        (with(|s| s["from"] = json!("2026-03-01")), "window_in_the_past"),
        (with(|s| s["participants"] = json!([s["participants"][0]])), "not_joint"),
        (with(|s| s["participants"][0]["inspectors"] = json!(1)), "single_inspector_needs_basis"),
        (with(|s| s["quota"]["total"] = json!(0)), "invalid_field"),
        (with(|s| s["notice"]["reason"] = json!("")), "invalid_field"),
    ] {
        refused(city.drafts(&plan, &catalogue, change).await, 422, code);
    }
    let drafted = city.drafts(&plan, &catalogue, scheme()).await.expect(201);
    let content = &drafted["content"]["scheme"];
    assert_eq!((&content["from"], &content["until"]), (&json!("2026-03-02"), &json!("2026-03-31")));
    assert_eq!((&drafted["lacks"]["agreement"], &drafted["state"]), (&json!([SCJG, WJW]), &json!("drafted")));
}

#[tokio::test]
async fn art12_a_task_begins_only_when_every_participant_has_agreed_with_the_scheme() {
    let (city, catalogue, plan) = city().await;
    let task = city.drafts(&plan, &catalogue, scheme()).await.expect(201)["task"].clone();
    let task = task.as_str().unwrap();
    let path = |step: &str| format!("planning/v1/tasks/{task}/{step}");
    refused(city.releases(task).await, 409, "scheme_not_agreed");
    refused(city.by(OUTSIDER, &path("agreement"), json!({})).await, 404, "not_found");
    city.by(CLERK, &path("agreement"), json!({})).await.expect(200);
    refused(city.by(CLERK, &path("agreement"), json!({})).await, 409, "already_agreed");
    refused(city.releases(task).await, 409, "scheme_not_agreed");
    refused(city.by(HEALTH_PRINCIPAL, &path("approval"), json!({})).await, 409, "scheme_not_agreed");
    let agreed = city.by(HEALTH_CLERK, &path("agreement"), json!({})).await.expect(200);
    assert_eq!((&agreed["state"], &agreed["lacks"]["agreement"]), (&json!("agreed"), &json!([])));
}
