//! Article 18 (检查规范): inspectors inspect their own department's items after that department's guide or standard
//! (抽查工作指引或业务标准), which stands at the item, and the record keeps which version was followed.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, OFFICE, PRINCIPAL, refused},
    field::{Field, fine},
};

#[tokio::test]
async fn art18_the_guide_stands_at_the_item_and_the_record_keeps_its_version() {
    let field = Field::drawn().await;
    for part in field.view().await["parts"].as_array().unwrap() {
        let item = &part["items"][0];
        assert_eq!((&item["guide"], &item["guide_version"]), (&"查看许可证".into(), &"1".into()), "{part:#}");
    }
    field.check_in().await;
    refused(field.record(SCJG, "wjw-01", fine()).await, 403, "not_your_item");
    refused(field.record(WJW, "scjg-01", fine()).await, 403, "not_your_item");
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    field.record(WJW, "wjw-01", fine()).await.expect(200);
    field.sign().await;
    field.object_signs().await;
    field.end().await.expect(200);
    let trail = field.city.trail(OFFICE, "inspection", &field.visit).await;
    let recorded: Vec<_> =
        trail.iter().filter(|entry| entry["event"]["type"] == "suiji.inspection.item-recorded.v1").collect();
    assert_eq!(recorded.len(), 2);
    assert!(recorded.iter().all(|entry| entry["event"]["data"]["guide_version"] == "1"), "{recorded:#?}");
}

/// Health writes a new guide after the release; this visit still follows the one that all agreed to.
#[tokio::test]
async fn art18_the_guide_is_of_the_catalogue_that_the_task_was_released_on() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.release(&catalogue).await;
    let mut items = catalogue["items"].clone();
    items[1]["guide_version"] = json!("2");
    let drafted = city.by(CLERK, "planning/v1/catalogues", json!({"items": items})).await.expect(201);
    let path = format!("planning/v1/catalogues/{}/publication", drafted["catalogue"].as_str().unwrap());
    refused(city.by(CLERK, &path, json!({})).await, 403, "role_not_allowed");
    city.by(PRINCIPAL, &path, json!({})).await.expect(200);
    let field = Field::draws(city, task).await;
    let part = field.view().await["parts"][1].clone();
    assert_eq!((&part["department"], &part["items"][0]["guide_version"]), (&json!(WJW), &json!("1")));
}

#[tokio::test]
async fn art18_a_departure_from_the_guide_stands_at_the_item_beside_the_version_followed() {
    let field = Field::drawn().await;
    field.check_in().await;
    let mut record = fine();
    record["deviation"] = json!("停".repeat(2001));
    refused(field.record(SCJG, "scjg-01", record.clone()).await, 422, "invalid_field");
    record["deviation"] = json!("停电，未查监控");
    field.record(SCJG, "scjg-01", record).await.expect(200);
    let item = field.view().await["parts"][0]["items"][0].clone();
    assert_eq!((&item["guide_version"], &item["deviation"]), (&json!("1"), &json!("停电，未查监控")));
}
