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
    let submit = async |who, at: &str| {
        city.app.clock.set(at.parse().unwrap());
        let plan = json!({"year": 2026, "lines": [plan_line()]});
        city.by(who, "planning/v1/plans", plan).await.expect(201)["late"].clone()
    };
    // 24:00 of 31 January in Beijing.
    assert_eq!(submit(CLERK, "2026-01-31T15:59:59Z").await, false);
    assert_eq!(submit(HEALTH_CLERK, "2026-01-31T16:00:00Z").await, true);
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

#[tokio::test]
async fn art07_a_department_has_one_annual_plan_a_year_and_changes_it_by_amendment() {
    let city = City::start().await;
    let plan = city.submits_plan().await;
    let of = |year: i32| json!({"year": year, "lines": [plan_line()]});
    let again = city.by(CLERK, "planning/v1/plans", of(2026)).await;
    assert_eq!(again.body["parameters"]["plan"], plan, "it says which");
    refused(again, 409, "annual_plan_exists");
    city.by(OFFICE, &format!("planning/v1/plans/{plan}/return"), json!({"reason": "请补充"}))
        .await
        .expect(200);
    refused(city.by(CLERK, "planning/v1/plans", of(2026)).await, 409, "annual_plan_exists");
    let put_right = json!({"lines": [plan_line()]});
    city.by(CLERK, &format!("planning/v1/plans/{plan}/resubmission"), put_right).await.expect(200);
    city.by(CLERK, "planning/v1/plans", of(2027)).await.expect(201);
    city.by(HEALTH_CLERK, "planning/v1/plans", of(2026)).await.expect(201);
}

#[tokio::test]
async fn art07_a_later_change_is_published_with_its_reason_and_the_old_edition_stays() {
    let city = City::start().await;
    let plan = city.publishes_plan().await;
    let path = |step: &str| format!("planning/v1/plans/{plan}/{step}");
    let mut line = plan_line();
    line["title"] = json!("食品与饮水安全");
    let change = |reason: &str| json!({"lines": [line], "reason": reason});
    refused(city.by(CLERK, &path("amendments"), change("")).await, 422, "invalid_field");
    refused(
        city.by(HEALTH_CLERK, &path("amendments"), change("增加")).await,
        403,
        "not_initiating_department",
    );
    city.by(CLERK, &path("amendments"), change("上级交办")).await.expect(200);
    refused(city.by(OFFICE, &path("publication"), json!({})).await, 409, "participants_not_confirmed");
    city.by(HEALTH_CLERK, &path("confirmation"), json!({})).await.expect(200);
    city.by(OFFICE, &path("publication"), json!({})).await.expect(200);
    let editions = city.sees(OUTSIDER, &path("editions")).await["items"].clone();
    assert_eq!(
        (&editions[0]["lines"][0]["title"], &editions[1]["lines"][0]["title"], &editions[1]["reason"]),
        (&json!("食品安全"), &json!("食品与饮水安全"), &json!("上级交办"))
    );
}

#[tokio::test]
async fn art07_the_office_publishes_the_citys_plan_and_is_late_after_february() {
    let city = City::start().await;
    city.app.clock.set("2026-02-28T15:59:59Z".parse().unwrap());
    let publish = async |who| city.by(who, "planning/v1/city-plans", json!({"year": 2026})).await;
    refused(publish(OFFICE).await, 409, "nothing_to_put_together");
    let plan = city.submits_plan().await;
    refused(publish(OFFICE).await, 409, "plan_undecided");
    refused(publish(CLERK).await, 403, "role_not_allowed");
    city.by(HEALTH_CLERK, &format!("planning/v1/plans/{plan}/confirmation"), json!({})).await.expect(200);
    city.by(OFFICE, &format!("planning/v1/plans/{plan}/publication"), json!({})).await.expect(200);
    let first = publish(OFFICE).await.expect(201);
    assert_eq!((&first["late"], &first["plans"][0]["plan"]), (&json!(false), &json!(plan)));
    let public = city.app.get("", "/api/planning/v1/city-plans").await.expect(200);
    assert_eq!(public["total"], 1);
    // The county beside it has its own office, its own plans and nothing of these.
    let county = city.app.token(kernel::Role::Office, "410482", None);
    let other = city.app.post(&county, "/api/planning/v1/city-plans", json!({"year": 2026})).await;
    refused(other, 409, "nothing_to_put_together");
}

#[tokio::test]
async fn art07_a_city_plan_published_in_march_is_late() {
    let city = City::start().await;
    city.publishes_plan().await;
    refused(city.by(CLERK, "planning/v1/city-plans", json!({"year": 2026})).await, 403, "role_not_allowed");
    city.app.clock.set("2026-02-28T16:00:00Z".parse().unwrap());
    let late = city.by(OFFICE, "planning/v1/city-plans", json!({"year": 2026})).await.expect(201);
    assert_eq!(late["late"], true);
}
