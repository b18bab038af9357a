//! Articles 1 and 31 (制定依据与施行): every plan, task and result falls under the rules in force since 2020-04-28, and
//! keeps which version of them that was.

use serde_json::json;

use crate::{
    drive::{CLERK, OFFICE, refused, scheme},
    field::Field,
};

const POLICY: &str = "pingdingshan-2020-3";

#[tokio::test]
async fn art01_plan_task_and_result_keep_the_policys_version_and_nobody_names_another() {
    let Field { city, task, visit, .. } = Field::ended().await;
    let content = city.sees(OFFICE, &format!("planning/v1/tasks/{task}")).await["content"].clone();
    assert_eq!(content["policy_version"], POLICY);
    let plan = content["plan"].as_str().unwrap();
    for (service, id) in [("planning", plan), ("planning", &task), ("inspection", &visit)] {
        let trail = city.trail(OFFICE, service, id).await;
        assert!(trail.len() > 2, "{service} {id}: {trail:#?}");
        assert!(trail.iter().all(|entry| entry["event"]["policyversion"] == POLICY), "{trail:#?}");
    }
    let other = json!({"plan": plan, "catalogue": content["catalogue"], "scheme": scheme(),
                       "policy_version": "another"});
    refused(city.by(CLERK, "planning/v1/tasks", other).await, 422, "invalid_field");
}
