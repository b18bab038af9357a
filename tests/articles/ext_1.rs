//! The law's own channels (省级平台、国家企业信用信息公示系统, articles 5, 7, 20(4)): what the law places there holds its
//! external reference: system, number, time, receipt.

use serde_json::{Value, json};

use crate::{
    city::City,
    drive::{CLERK, HEALTH_CLERK, OFFICE, refused},
    field::Field,
};

fn reference() -> Value {
    json!({"system": "国家企业信用信息公示系统（河南）", "number": "豫-2026-0001", "at": "2026-03-02T01:00:00Z",
           "receipt": "回执1"})
}

#[tokio::test]
async fn ext_1_a_published_plan_keeps_where_it_stands_on_the_publicity_system() {
    let city = City::start().await;
    city.set_up().await;
    let plan = city.submits_plan().await;
    city.by(HEALTH_CLERK, &format!("planning/v1/plans/{plan}/confirmation"), json!({})).await.expect(200);
    let path = format!("planning/v1/plans/{plan}/publication");
    let mut nameless = reference();
    nameless.as_object_mut().unwrap().remove("number");
    refused(city.by(OFFICE, &path, json!({"external": nameless})).await, 422, "invalid_field");
    let mut timeless = reference();
    timeless["at"] = json!("2026年3月2日");
    refused(city.by(OFFICE, &path, json!({"external": timeless})).await, 422, "invalid_field");
    city.by(OFFICE, &path, json!({"external": reference()})).await.expect(200);
    let trail = city.trail(OFFICE, "planning", &plan).await;
    assert_eq!(trail.last().unwrap()["event"]["data"]["external"], reference());
}

#[tokio::test]
async fn ext_1_a_disclosed_result_keeps_where_it_stands_on_the_publicity_system() {
    let field = Field::ended().await;
    let duty = field.duty(CLERK).await["duty"].as_str().unwrap().to_owned();
    let path = format!("disclosure/v1/duties/{duty}/disclosure");
    refused(
        field.city.by(CLERK, &path, json!({"external": {"system": "省级平台"}})).await,
        422,
        "invalid_field",
    );
    field.city.by(CLERK, &path, json!({"external": reference()})).await.expect(200);
    let trail = field.city.trail(OFFICE, "disclosure", &duty).await;
    assert_eq!(trail.last().unwrap()["event"]["data"]["external"], reference());
}
