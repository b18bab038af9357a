//! 国办发〔2024〕54号 (执法主体与资格): the office, third parties and people without a valid certificate neither initiate nor
//! carry out nor sign an inspection.

use kernel::Role;
use serde_json::json;

use crate::{
    city::{City, REGION, SCJG, WJW},
    drive::{CLERK, OFFICE, refused, scheme},
    field::{Field, fine},
};

#[tokio::test]
async fn n54_1_the_office_and_third_parties_neither_initiate_nor_carry_out_nor_sign() {
    let field = Field::drawn().await;
    let plan = json!({"year": 2026, "lines": [crate::drive::plan_line()]});
    refused(field.city.by(OFFICE, "planning/v1/plans", plan).await, 403, "role_not_allowed");
    let visit = |step: &str| format!("/api/inspection/v1/visits/{}/{step}", field.visit);
    for role in [Role::Office, Role::Clerk, Role::Representative, Role::Observer, Role::System] {
        let token = field.city.app.token(role, REGION, Some(SCJG));
        for step in ["start", "items/scjg-01/result", "signature", "object-signature", "end"] {
            refused(field.city.app.post(&token, &visit(step), fine()).await, 403, "role_not_allowed");
        }
    }
    field.check_in().await;
}

/// Health has one inspector more, whose certificate ends within the window.
#[tokio::test]
async fn n54_1_a_certificate_must_hold_over_the_whole_window() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let short = "姓名,执法证号,证件有效期至,所属部门,执法事项\n人员九,16040009,2026-03-30,wjw,食品经营检查\n";
    city.imports(CLERK, "inspectors", short).await.expect(201);
    let page = city.sees(OFFICE, "pool/v1/inspectors?department=410481-wjw").await;
    let expiring = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["valid_until"] == "2026-03-30")
        .unwrap()
        .clone();
    let field = Field::of(city, &catalogue, scheme()).await;
    assert_eq!(field.of_department(WJW).len(), 2);
    assert!(field.team.iter().all(|member| member["inspector"] != expiring["inspector"]));
    let token =
        field.city.app.inspector_token(REGION, WJW, expiring["inspector"].as_str().unwrap().parse().unwrap());
    let path = format!("/api/inspection/v1/visits/{}/start", field.visit);
    refused(field.city.app.post(&token, &path, json!({})).await, 404, "not_found");
}

/// The draw protocol leaves the place empty rather than draw objects to suit the staff.
#[tokio::test]
async fn n54_1_a_place_that_nobody_certified_can_fill_stays_empty_and_the_visit_does_not_begin() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let lapsed = "姓名,执法证号,证件有效期至,所属部门,执法事项\n人员2,16040002,2026-03-30,wjw,食品经营检查\n";
    assert_eq!(city.imports(CLERK, "inspectors", lapsed).await.expect(201)["changed"], 1);
    let field = Field::of(city, &catalogue, scheme()).await;
    assert_eq!((field.of_department(SCJG).len(), field.of_department(WJW).len()), (2, 0));
    refused(field.act(field.leader(), "start", json!({})).await, 409, "department_unstaffed");
}
