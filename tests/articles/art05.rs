//! Article 5 (全程电子化管理、痕迹可查): every act leaves a trail of who, in which role, when, from where and why, which
//! nobody can change, and the trail of one task reads as one timeline.

use serde_json::json;

use crate::{
    city::{City, REGION, SCJG},
    drive::{CLERK, OFFICE, OUTSIDER, refused},
    field::Field,
};

#[tokio::test]
async fn art05_an_act_leaves_who_in_which_role_when_from_where_and_why() {
    let city = City::start().await;
    city.set_up().await;
    let plan = city.submits_plan().await;
    let path = format!("planning/v1/plans/{plan}/return");
    refused(city.by(OFFICE, &path, json!({})).await, 422, "invalid_field");
    city.by(OFFICE, &path, json!({"reason": "请补充参与部门"})).await.expect(200);
    let trail = city.trail(OFFICE, "planning", &plan).await;
    assert_eq!(trail.len(), 2, "the refused act left nothing: {trail:#?}");
    let (submitted, returned) = (&trail[0]["event"], &trail[1]["event"]);
    assert_eq!((&submitted["actorrole"], &submitted["actordepartment"]), (&json!("clerk"), &json!(SCJG)));
    assert_eq!((&returned["actorrole"], &returned["reason"]), (&json!("office"), &json!("请补充参与部门")));
    assert_eq!(returned["type"], "suiji.planning.plan-returned.v1");
    assert_eq!((&returned["subject"], &returned["sequence"]), (&json!(plan), &json!(2)));
    assert_eq!(returned["recordedtime"], "2026-03-02T01:00:00Z");
    assert_ne!(submitted["actor"], returned["actor"]);
    assert_eq!(trail[1]["origin"], "127.0.0.1");
}

#[tokio::test]
async fn art05_nobody_changes_a_trail_and_only_those_concerned_read_it() {
    let city = City::start().await;
    city.set_up().await;
    let plan = city.publishes_plan().await;
    let before = city.trail(OFFICE, "planning", &plan).await;
    let path = format!("planning/v1/timeline/{plan}");
    let office = city.app.token(kernel::Role::Office, REGION, None);
    refused(city.app.delete(&office, &format!("/api/{path}")).await, 405, "method_not_allowed");
    refused(city.by(OFFICE, &path, json!({})).await, 405, "method_not_allowed");
    // The plan is public; who did what in it from where is not.
    refused(city.looks(OUTSIDER, &path).await, 404, "not_found");
    assert_eq!(city.trail(CLERK, "planning", &plan).await, before);
}

#[tokio::test]
async fn art05_the_trail_of_a_task_reads_as_one_timeline_through_all_services() {
    let Field { city, task, .. } = Field::ended().await;
    let path = format!("oversight/v1/tasks/{task}/timeline");
    let view = city.sees(OFFICE, &path).await;
    let lines = view["lines"].as_array().unwrap();
    for service in ["planning", "pool", "draw", "inspection", "referral", "disclosure"] {
        assert!(lines.iter().any(|line| line["service"] == service), "{service}: {view:#}");
    }
    let times: Vec<_> = lines.iter().map(|line| line["occurred"].as_str().unwrap()).collect();
    assert!(times.is_sorted());
    refused(city.looks(OUTSIDER, &path).await, 404, "not_found");
}
