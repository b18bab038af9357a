//! 国办发〔2024〕54号 (检查审批): every inspection is approved beforehand by the principal of each department that
//! takes part; an emergency is approved afterwards, within the set time.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, HEALTH_CLERK, HEALTH_PRINCIPAL, OFFICE, PRINCIPAL, plan_line, refused, scheme},
};

#[tokio::test]
async fn n54_2_without_each_principals_approval_nothing_is_released() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.drafted(&catalogue, scheme()).await;
    let approval = format!("planning/v1/tasks/{task}/approval");
    refused(city.by(PRINCIPAL, &approval, json!({})).await, 409, "scheme_not_agreed");
    city.agree(&task).await;
    city.confirm_libraries(&task).await;
    refused(city.releases(&task).await, 409, "not_approved");
    for other in [CLERK, OFFICE, (kernel::Role::Leader, Some(SCJG))] {
        refused(city.by(other, &approval, json!({})).await, 403, "role_not_allowed");
    }
    let outside = (kernel::Role::Principal, Some("410481-hbj"));
    refused(city.by(outside, &approval, json!({})).await, 404, "not_found");
    city.by(PRINCIPAL, &approval, json!({})).await.expect(200);
    refused(city.by(PRINCIPAL, &approval, json!({})).await, 409, "already_agreed");
    refused(city.releases(&task).await, 409, "not_approved");
    city.by(HEALTH_PRINCIPAL, &approval, json!({})).await.expect(200);
    let released = city.releases(&task).await.expect(200);
    let approvals = released["content"]["approvals"].as_object().unwrap();
    assert_eq!(approvals.keys().collect::<Vec<_>>(), [SCJG, WJW]);
    refused(city.by(PRINCIPAL, &approval, json!({})).await, 409, "already_released");
}

/// A published ad-hoc plan of market regulation; its id.
async fn ad_hoc(city: &City) -> String {
    let basis = json!({"kind": "handed_down", "from": "平顶山市人民政府", "document": "平政办〔2026〕9号",
                       "reason": "上级交办"});
    let plan = json!({"year": 2026, "lines": [plan_line()], "ad_hoc": basis});
    let plan =
        city.by(CLERK, "planning/v1/plans", plan).await.expect(201)["plan"].as_str().unwrap().to_owned();
    city.by(HEALTH_CLERK, &format!("planning/v1/plans/{plan}/confirmation"), json!({})).await.expect(200);
    city.by(OFFICE, &format!("planning/v1/plans/{plan}/publication"), json!({})).await.expect(200);
    plan
}

#[tokio::test]
async fn n54_2_an_emergency_is_carried_out_first_and_approved_within_a_day() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let mut urgent = scheme();
    urgent["emergency"] = json!("群体性食物中毒，须当场检查");
    let planned = city.publishes_plan().await;
    refused(city.drafts(&planned, &catalogue, urgent.clone()).await, 422, "emergency_is_ad_hoc");
    let plan = ad_hoc(&city).await;
    let drafted = city.drafts(&plan, &catalogue, urgent).await.expect(201);
    let task = drafted["task"].as_str().unwrap().to_owned();
    city.agree(&task).await;
    city.confirm_libraries(&task).await;
    let released = city.releases(&task).await.expect(200);
    assert_eq!(
        (&released["approval_due"], &released["lacks"]["approvals"]),
        (&json!("2026-03-03T01:00:00Z"), &json!([SCJG, WJW]))
    );
    let approval = format!("planning/v1/tasks/{task}/approval");
    refused(city.by(OFFICE, &approval, json!({})).await, 403, "role_not_allowed");
    city.by(PRINCIPAL, &approval, json!({})).await.expect(200);
    refused(city.by(PRINCIPAL, &approval, json!({})).await, 409, "already_agreed");
    city.app.clock.set("2026-03-03T01:00:01Z".parse().unwrap());
    let late = city.by(HEALTH_PRINCIPAL, &approval, json!({})).await.expect(200);
    assert_eq!((&late["approved_late"], &late["approval_due"]), (&json!([WJW]), &serde_json::Value::Null));
}
