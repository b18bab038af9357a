//! Article 25 (信息使用): people's and objects' data serve the duty alone: masked in lists, whole only for a stated
//! purpose, and for nobody without a duty.

use kernel::Role;
use serde_json::json;

use crate::{
    city::{City, REGION, SCJG},
    drive::{As, CLERK, OFFICE, refused},
    field::Field,
};

const PEOPLE: &str = "姓名,执法证号,证件有效期至,所属部门,执法事项\n欧阳小明,16049999,2027-12-31,scjg,全部\n";

#[tokio::test]
async fn art25_a_name_is_masked_in_lists_and_whole_for_a_stated_purpose_only() {
    let city = City::start().await;
    city.set_up().await;
    city.imports(CLERK, "inspectors", PEOPLE).await.expect(201);
    let list = city.sees(OFFICE, "pool/v1/inspectors").await;
    assert!(!list.to_string().contains("小明") && !list.to_string().contains("16049999"), "{list:#}");
    let person = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"].as_str().unwrap().starts_with('欧'))
        .unwrap();
    let path = format!("pool/v1/inspectors/{}", person["inspector"].as_str().unwrap());
    refused(city.looks(OFFICE, &path).await, 422, "invalid_field");
    refused(city.looks(OFFICE, &format!("{path}?purpose=")).await, 422, "invalid_field");
    let whole = city.sees(OFFICE, &format!("{path}?purpose=核对执法证")).await;
    assert_eq!((&whole["name"], &whole["certificate"]), (&"欧阳小明".into(), &"16049999".into()));
}

#[tokio::test]
async fn art25_who_has_no_duty_reads_nothing() {
    let city = City::start().await;
    city.set_up().await;
    for path in ["pool/v1/inspectors", "pool/v1/objects"] {
        refused(city.app.get("", &format!("/api/{path}")).await, 401, "unauthenticated");
        for role in [Role::Administrator, Role::DepartmentIt, Role::Representative] {
            let token = city.app.token(role, REGION, Some(SCJG));
            refused(city.app.get(&token, &format!("/api/{path}")).await, 403, "role_not_allowed");
        }
        let elsewhere = city.app.token(Role::Office, "410482", None);
        assert_eq!(city.app.get(&elsewhere, &format!("/api/{path}")).await.expect(200)["total"], 0);
    }
}

const AUDITOR: As = (Role::Auditor, None);

#[tokio::test]
async fn art25_the_auditor_reads_who_looked_at_whose_data_and_for_what() {
    let city = City::start().await;
    city.set_up().await;
    let person = city.sees(OFFICE, "pool/v1/inspectors").await["items"][0]["inspector"].clone();
    let path = format!("pool/v1/inspectors/{}?purpose=核对执法证", person.as_str().unwrap());
    assert_eq!(city.sees(AUDITOR, "pool/v1/looks").await["entries"], json!([]));
    city.sees(OFFICE, &path).await;
    city.app.clock.set("2026-03-02T01:00:01Z".parse().unwrap());
    city.sees(CLERK, "pool/v1/objects/91350100M000100Y43?purpose=联系检查").await;
    let looks = city.sees(AUDITOR, "pool/v1/looks").await["entries"].clone();
    let [newest, first] = &looks.as_array().unwrap()[..] else { panic!("{looks:#}") };
    let (clerks, offices) = (&newest["event"], &first["event"]);
    assert_eq!((&offices["actorrole"], &offices["reason"]), (&json!("office"), &json!("核对执法证")));
    assert_eq!((&offices["data"]["inspector"], &first["origin"]), (&person, &json!("127.0.0.1")));
    assert_eq!((&clerks["actordepartment"], &clerks["reason"]), (&json!(SCJG), &json!("联系检查")));
    let before = format!("pool/v1/looks?before={}&limit=1", clerks["id"].as_str().unwrap());
    assert_eq!(city.sees(AUDITOR, &before).await["entries"], json!([first]));
    for other in [OFFICE, CLERK, (Role::Administrator, None)] {
        refused(city.looks(other, "pool/v1/looks").await, 403, "role_not_allowed");
    }
    let elsewhere = city.app.token(Role::Auditor, "410482", None);
    assert_eq!(city.app.get(&elsewhere, "/api/pool/v1/looks").await.expect(200)["entries"], json!([]));
}

#[tokio::test]
async fn art25_a_look_at_a_sealed_visit_is_read_after_its_end() {
    let field = Field::drawn().await;
    field.check_in().await;
    let digest = field.evidence().await;
    let path = format!("inspection/v1/visits/{}/evidence/{digest}", field.visit);
    refused(field.city.looks(OFFICE, &format!("{path}?purpose=核对")).await, 404, "not_found");
    let clerk = field.city.app.token(Role::Clerk, REGION, Some(SCJG));
    let seen = field.city.app.get(&clerk, &format!("/api/{path}?purpose=核对证据")).await;
    assert_eq!(seen.status, 200);
    let looks = async || field.city.sees(AUDITOR, "inspection/v1/looks").await["entries"].clone();
    assert_eq!(looks().await, json!([]));
    field.record(SCJG, "scjg-01", crate::field::fine()).await.expect(200);
    field.record(crate::city::WJW, "wjw-01", crate::field::fine()).await.expect(200);
    field.sign().await;
    field.object_signs().await;
    field.end().await.expect(200);
    assert_eq!(looks().await[0]["event"]["reason"], "核对证据");
}
