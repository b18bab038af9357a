//! Article 20(4) (结果公示): each department enters and discloses the results of its own items (谁检查、谁录入、谁公开)
//! within 20 working days of the inspection's end, in the ten kinds that the article names.

use std::collections::BTreeMap;

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{City, SCJG, WJW},
    drive::{As, CLERK, HEALTH_CLERK, OFFICE, OUTSIDER, PRINCIPAL, refused, scheme},
    field::Field,
};

/// The article's words, in its order, with the codes they are kept under.
const KINDS: [(&str, &str); 10] = [
    ("no_problem", "未发现问题"),
    ("undisclosed", "未按规定公示应当公示的信息"),
    ("false_disclosure", "公示信息隐瞒真实情况弄虚作假"),
    ("unreachable", "通过登记的住所（经营场所）无法联系"),
    ("rectified", "发现问题已责令改正"),
    ("uncooperative", "不配合检查情节严重"),
    ("no_such_activity", "未发现开展本次抽查涉及的经营活动"),
    ("pending_followup", "发现问题待后续处理"),
    ("qualified", "合格"),
    ("unqualified", "不合格"),
];

async fn disclose(field: &Field, who: As) -> testkit::Reply {
    let duty = field.duty((Role::Clerk, who.1)).await["duty"].clone();
    let path = format!("disclosure/v1/duties/{}/disclosure", duty.as_str().unwrap());
    field.city.by(who, &path, json!({})).await
}

#[tokio::test]
async fn art20_4_each_department_discloses_its_own_within_twenty_working_days() {
    let field = Field::ended().await;
    for clerk in [CLERK, HEALTH_CLERK] {
        let duty = field.duty(clerk).await;
        assert_eq!((&duty["ended_on"], &duty["due_on"]), (&json!("2026-03-02"), &json!("2026-03-30")));
    }
    let duty = field.duty(CLERK).await["duty"].as_str().unwrap().to_owned();
    let path = format!("disclosure/v1/duties/{duty}/disclosure");
    refused(field.city.by(HEALTH_CLERK, &path, json!({})).await, 404, "not_found");
    refused(field.city.by(OUTSIDER, &path, json!({})).await, 404, "not_found");
    refused(field.city.by(OFFICE, &path, json!({})).await, 403, "role_not_allowed");
    refused(disclose(&field, PRINCIPAL).await, 403, "role_not_allowed");
    assert_eq!(field.city.app.get("", "/api/disclosure/v1/results").await.expect(200)["total"], 0);
    disclose(&field, CLERK).await.expect(200);
    let public = field.city.app.get("", "/api/disclosure/v1/results").await.expect(200);
    assert_eq!((&public["total"], &public["items"][0]["department"]), (&json!(1), &json!(SCJG)));
    assert_eq!(public["items"][0]["items"].as_array().unwrap().len(), 1, "its own item alone: {public:#}");
    refused(disclose(&field, CLERK).await, 409, "already_disclosed");
    field.city.app.clock.set("2026-03-30T16:00:00Z".parse().unwrap());
    let alerts = field.city.sees(OFFICE, "oversight/v1/alerts").await;
    let late: Vec<_> =
        alerts["items"].as_array().unwrap().iter().filter(|a| a["kind"] == "disclosure_overdue").collect();
    assert_eq!((late.len(), &late[0]["department"]), (1, &json!(WJW)), "{alerts:#}");
}

/// Five items of each department, whose results are all ten kinds.
async fn city_of_ten_items() -> (City, Value) {
    let city = City::start().await;
    city.set_up().await;
    let item = |at: usize| {
        let department = if at < 5 { SCJG } else { WJW };
        json!({"item": format!("item-{at}"), "name": "食品经营检查", "department": department,
               "legal_basis": "食品安全法", "object_kinds": ["enterprise"], "matter": "food",
               "guide": "查看许可证", "guide_version": "1"})
    };
    let items: Vec<_> = (0..10).map(item).collect();
    let drafted = city.by(CLERK, "planning/v1/catalogues", json!({"items": items})).await.expect(201);
    let path = format!("planning/v1/catalogues/{}/publication", drafted["catalogue"].as_str().unwrap());
    let catalogue = city.by(PRINCIPAL, &path, json!({})).await.expect(200);
    (city, catalogue)
}

/// The words in which the results of a visit are disclosed whose `n`th item came to `kind(n)`.
async fn disclosed_as(kind: impl Fn(usize) -> &'static str) -> BTreeMap<String, String> {
    let (city, catalogue) = city_of_ten_items().await;
    let mut wide = scheme();
    for (part, from) in [(0, 0), (1, 5)] {
        let items: Vec<_> = (from..from + 5).map(|at| format!("item-{at}")).collect();
        wide["participants"][part]["items"] = json!(items);
    }
    let field = Field::of(city, &catalogue, wide).await;
    field.check_in().await;
    field.evidence().await;
    for at in 0..10 {
        let department = if at < 5 { SCJG } else { WJW };
        let record = json!({"result": kind(at), "object_status": "operating"});
        field.record(department, &format!("item-{at}"), record).await.expect(200);
    }
    field.sign().await;
    field.object_signs().await;
    field.end().await.expect(200);
    disclose(&field, CLERK).await.expect(200);
    disclose(&field, HEALTH_CLERK).await.expect(200);
    let public = field.city.app.get("", "/api/disclosure/v1/results").await.expect(200);
    let results = public["items"].as_array().unwrap().iter();
    let items = results.flat_map(|result| result["items"].as_array().unwrap());
    let word = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    items.map(|item| (word(item, "result"), word(item, "result_name"))).collect()
}

/// Unreachable and uncooperative stand alone (art. 21); the other eight may meet in one visit.
#[tokio::test]
async fn art20_4_the_ten_kinds_of_result_are_disclosed_in_the_articles_words_and_no_other_is_taken() {
    let field = Field::drawn().await;
    field.check_in().await;
    let other = json!({"result": "good_enough", "object_status": "operating"});
    refused(field.record(SCJG, "scjg-01", other).await, 422, "invalid_field");
    let alone = ["unreachable", "uncooperative"];
    let others: Vec<_> = KINDS.iter().map(|(kind, _)| *kind).filter(|kind| !alone.contains(kind)).collect();
    let mut words = disclosed_as(|at| others[at % others.len()]).await;
    for kind in alone {
        words.extend(disclosed_as(|_| kind).await);
    }
    let owned = KINDS.iter().map(|(kind, name)| ((*kind).to_owned(), (*name).to_owned()));
    assert_eq!(words, owned.collect());
}
