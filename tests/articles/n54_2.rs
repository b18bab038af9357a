//! 国办发〔2024〕54号 (检查审批): every inspection is approved beforehand by the principal of each department that takes part.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, HEALTH_PRINCIPAL, OFFICE, PRINCIPAL, refused, scheme},
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
