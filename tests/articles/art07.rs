//! Article 7 (年度联合抽查计划): the initiating department coordinates with the participants, reports its plan to the
//! office of its own level by the end of January, and the office publishes it.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, HEALTH_CLERK, OFFICE, OUTSIDER, plan_line, refused},
};

#[tokio::test]
async fn art07_a_plan_is_late_after_the_thirty_first_of_january() {
    let city = City::start().await;
    let submit = async |at: &str| {
        city.app.clock.set(at.parse().unwrap());
        let plan = json!({"year": 2026, "lines": [plan_line()]});
        city.by(CLERK, "planning/v1/plans", plan).await.expect(201)["late"].clone()
    };
    // 24:00 of 31 January in Beijing.
    assert_eq!(submit("2026-01-31T15:59:59Z").await, false);
    assert_eq!(submit("2026-01-31T16:00:00Z").await, true);
    let plan = json!({"year": 2026, "lines": [plan_line()]});
    refused(city.by(OFFICE, "planning/v1/plans", plan).await, 403, "role_not_allowed");
}

#[tokio::test]
async fn art07_a_plan_joins_at_least_two_departments_of_its_own_level() {
    let city = City::start().await;
    let with = |participants: serde_json::Value| {
        let mut line = plan_line();
        line["participants"] = participants;
        json!({"year": 2026, "lines": [line]})
    };
    refused(city.by(CLERK, "planning/v1/plans", with(json!([SCJG]))).await, 422, "not_joint");
    let county = city.by(CLERK, "planning/v1/plans", with(json!([SCJG, "410482-wjw"]))).await;
    refused(county, 422, "invalid_field");
    city.by(CLERK, "planning/v1/plans", with(json!([SCJG, WJW]))).await.expect(201);
}

#[tokio::test]
async fn art07_the_participants_confirm_before_the_office_publishes() {
    let city = City::start().await;
    let plan = city.submits_plan().await;
    let path = |step: &str| format!("planning/v1/plans/{plan}/{step}");
    let publish = async || city.by(OFFICE, &path("publication"), json!({})).await;
    refused(publish().await, 409, "participants_not_confirmed");
    refused(city.by(CLERK, &path("publication"), json!({})).await, 403, "role_not_allowed");
    refused(city.by(CLERK, &path("confirmation"), json!({})).await, 403, "not_a_participant");
    refused(city.by(OUTSIDER, &path("confirmation"), json!({})).await, 404, "not_found");
    city.by(HEALTH_CLERK, &path("confirmation"), json!({})).await.expect(200);
    assert_eq!(city.sees(OUTSIDER, "planning/v1/plans").await["total"], 0);
    assert_eq!(publish().await.expect(200)["state"], "published");
    assert_eq!(city.sees(OUTSIDER, "planning/v1/plans").await["total"], 1);
    refused(publish().await, 409, "plan_not_submitted");
}

#[tokio::test]
async fn art07_the_office_returns_a_plan_with_its_reason_and_what_is_returned_is_not_published() {
    let city = City::start().await;
    let plan = city.submits_plan().await;
    let path = |step: &str| format!("planning/v1/plans/{plan}/{step}");
    refused(city.by(OFFICE, &path("return"), json!({"reason": ""})).await, 422, "invalid_field");
    let returned = city.by(OFFICE, &path("return"), json!({"reason": "请补充"})).await.expect(200);
    assert_eq!(returned["state"], "returned");
    refused(city.by(OFFICE, &path("publication"), json!({})).await, 409, "plan_not_submitted");
}
