//! Article 18 (检查规范): inspectors inspect their own department's items after that department's guide or standard
//! (抽查工作指引或业务标准), which stands at the item, and the record keeps which version was followed.

use crate::{
    city::{SCJG, WJW},
    drive::{OFFICE, refused},
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
