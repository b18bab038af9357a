//! Schemes on the way to everybody's agreement (art. 12).

use kernel::Role;
use serde_json::json;

use super::{City, SCJG, WJW, scheme};

#[tokio::test]
async fn a_scheme_is_revised_for_an_objection_and_stands_on_the_same_grounds() {
    let city = City::start().await;
    let (task, _) = city.drafted().await;
    let clerk = async |department, step: &str, body| {
        city.post(Role::Clerk, Some(department), &format!("tasks/{task}/{step}"), body).await
    };
    clerk(SCJG, "agreement", json!({})).await.expect(200);
    let objected = clerk(WJW, "objection", json!({"reason": "人手不足"})).await.expect(200);
    assert_eq!(objected["objections"][WJW], "人手不足");
    let mut later = scheme();
    later["until"] = json!("2027-01-31");
    let outside = clerk(SCJG, "scheme", json!({"scheme": later, "reason": "错开"})).await;
    assert_eq!(outside.refused(422), "window_invalid");
    later["until"] = json!("2026-04-30");
    let body = json!({"scheme": later, "reason": "错开开学季"});
    assert_eq!(clerk(WJW, "scheme", body.clone()).await.refused(403), "not_initiating_department");
    let revised = clerk(SCJG, "scheme", body.clone()).await.expect(200);
    assert_eq!((&revised["agreed_by"], revised.get("objections")), (&json!([]), None));
    for department in [SCJG, WJW] {
        clerk(department, "agreement", json!({})).await.expect(200);
    }
    assert_eq!(clerk(SCJG, "scheme", body).await.refused(409), "scheme_is_agreed");
}
