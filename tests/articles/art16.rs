//! Article 16 (更换执法检查人员): who is drawn is not replaced on principle, and who must keep away from an object
//! (执法回避) does not inspect it.

use serde_json::{Value, json};

use crate::{
    city::{City, REGION, SCJG},
    drive::{CLERK, HEALTH_CLERK, OFFICE, refused, scheme},
    field::Field,
};

/// A third inspector of market regulation.
const THIRD: &str =
    "姓名,执法证号,证件有效期至,所属部门,执法事项\n人员九,16040009,2027-12-31,scjg,食品经营检查\n";

async fn inspectors(city: &City) -> Vec<Value> {
    let page = city.sees(OFFICE, "pool/v1/inspectors?department=410481-scjg").await;
    page["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn art16_who_must_keep_away_is_not_drawn_and_only_the_own_department_says_so() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    city.imports(CLERK, "inspectors", THIRD).await.expect(201);
    let away = inspectors(&city).await[0]["inspector"].clone();
    let recusal = json!({"object": "91350100M000100Y43", "inspector": away, "reason": "近亲属经营"});
    refused(city.by(HEALTH_CLERK, "pool/v1/recusals", recusal.clone()).await, 403, "not_your_department");
    let mut silent = recusal.clone();
    silent["reason"] = json!("");
    refused(city.by(CLERK, "pool/v1/recusals", silent).await, 422, "invalid_field");
    city.by(CLERK, "pool/v1/recusals", recusal).await.expect(201);
    let field = Field::of(city, &catalogue, scheme()).await;
    let own = field.of_department(SCJG);
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|member| member["inspector"] != away), "{own:#?}");
}

#[tokio::test]
async fn art16_an_inspector_who_was_not_drawn_does_not_stand_in() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    city.imports(CLERK, "inspectors", THIRD).await.expect(201);
    let field = Field::of(city, &catalogue, scheme()).await;
    let drawn = |one: &Value| field.team.iter().any(|member| member["inspector"] == one["inspector"]);
    let third = inspectors(&field.city).await.into_iter().find(|one| !drawn(one)).unwrap();
    let token =
        field.city.app.inspector_token(REGION, SCJG, third["inspector"].as_str().unwrap().parse().unwrap());
    let path = format!("/api/inspection/v1/visits/{}/start", field.visit);
    refused(field.city.app.post(&token, &path, json!({})).await, 404, "not_found");
    field.act(field.leader(), "start", json!({})).await.expect(200);
}
