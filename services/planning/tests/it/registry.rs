//! What is set up once is not set up twice, and is told so in words that say what is.

use kernel::Role;
use serde_json::{Value, json};

use crate::City;

async fn set_up(city: &City, path: &str, body: Value) -> testkit::Reply {
    city.post(Role::Administrator, None, path, body).await
}

#[tokio::test]
async fn a_region_is_opened_once() {
    let city = City::start().await;
    let region = json!({"name": "舞钢市"});
    set_up(&city, "regions", region.clone()).await.expect(201);
    assert_eq!(set_up(&city, "regions", region).await.refused(409), "region_exists");
}

#[tokio::test]
async fn two_departments_of_one_name_could_not_be_told_apart_in_a_file() {
    let city = City::start().await;
    let department = |short: &str, name: &str| json!({"short": short, "name": name, "number_prefix": "舞", "duty": "initiate"});
    set_up(&city, "departments", department("jyj", "教育局")).await.expect(201);
    for again in [department("jyj", "教体局"), department("jtj", "教育局")] {
        assert_eq!(set_up(&city, "departments", again).await.refused(409), "department_exists");
    }
}

#[tokio::test]
async fn a_notice_is_published_once_and_what_is_wrong_with_one_is_said_in_chinese() {
    let city = City::start().await;
    let notice = |version: u32, last: &str| {
        let holiday = json!({"name": "元旦", "first": "2027-01-01", "last": last});
        json!({"notice": {"year": 2027, "version": version, "issued": "2026-03-01", "number": "国办发明电〔2026〕1号",
                          "holidays": [holiday]}})
    };
    let path = "calendar/notices";
    let wrong = set_up(&city, path, notice(1, "2026-12-31")).await;
    let said = wrong.body.to_string();
    assert_eq!(wrong.refused(422), "notice_invalid");
    assert!(said.contains("元旦 的止日早于起日"), "{said}");
    set_up(&city, path, notice(1, "2027-01-03")).await.expect(201);
    assert_eq!(set_up(&city, path, notice(1, "2027-01-03")).await.refused(409), "notice_known");
    assert_eq!(set_up(&city, path, notice(1, "2027-01-02")).await.refused(422), "notice_invalid");
}

#[tokio::test]
async fn a_due_date_is_counted_for_the_years_that_a_notice_can_be_of() {
    let city = City::start().await;
    let due = async |query: &str| city.0.get("", &format!("/api/planning/v1/calendar/due?{query}")).await;
    assert_eq!(due("date=9999-12-31&days=5").await.refused(422), "invalid_field");
    let wrong = due("date=2026-02-30&days=5").await.body.to_string();
    assert!(wrong.contains("日期"), "{wrong}");
    due("date=2026-12-30&days=5").await.expect(200);
}

#[tokio::test]
async fn an_item_concerns_some_kind_of_object() {
    let city = City::start().await;
    let item = json!({"item": "scjg-01", "name": "检查", "department": crate::SCJG, "legal_basis": "食品安全法",
                      "object_kinds": [], "matter": "food", "guide": "查看许可证", "guide_version": "1"});
    let refused = city.post(Role::Clerk, Some(crate::SCJG), "catalogues", json!({"items": [item]})).await;
    assert_eq!(refused.refused(422), "invalid_field");
}
