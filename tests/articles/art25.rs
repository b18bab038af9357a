//! Article 25 (信息使用): people's and objects' data serve the duty alone: masked in lists, whole only for a stated
//! purpose, and for nobody without a duty.

use kernel::Role;

use crate::{
    city::{City, REGION, SCJG},
    drive::{CLERK, OFFICE, refused},
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
