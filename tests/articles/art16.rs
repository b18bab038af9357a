//! Article 16 (更换执法检查人员): who is drawn is not replaced on principle; where one cannot come for a listed
//! reason, the own department's leader in charge approves a qualified colleague, without a lottery. Who must keep away from
//! an object (执法回避) does not inspect it.

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{City, REGION, SCJG},
    drive::{As, CLERK, HEALTH_CLERK, HEALTH_LEADER, OFFICE, refused, scheme},
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

const LEADER: As = (Role::Leader, Some(SCJG));

/// A drawn visit, one of its inspectors of market regulation and the colleague who was not drawn.
async fn with_a_colleague() -> (Field, Value, Value) {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    city.imports(CLERK, "inspectors", THIRD).await.expect(201);
    let field = Field::of(city, &catalogue, scheme()).await;
    let drawn = |one: &Value| field.team.iter().any(|member| member["inspector"] == one["inspector"]);
    let third = inspectors(&field.city).await.into_iter().find(|one| !drawn(one)).unwrap();
    let away = (*field.of_department(SCJG).iter().find(|member| member["leader"] != true).unwrap()).clone();
    (field, away, third["inspector"].clone())
}

#[tokio::test]
async fn art16_a_replacement_needs_a_listed_reason_and_the_own_leader_in_charge() {
    let (field, away, third) = with_a_colleague().await;
    let path = |step: &str| format!("inspection/v1/visits/{}/substitutions{step}", field.visit);
    let wish = |reason: &str, text: &str| json!({"drawn": away["inspector"], "replacement": third, "reason": reason, "text": text});
    refused(field.city.by(CLERK, &path(""), wish("tired", "")).await, 422, "invalid_field");
    refused(field.city.by(CLERK, &path(""), wish("other", "")).await, 422, "reason_required");
    refused(field.city.by(OFFICE, &path(""), wish("health", "")).await, 403, "role_not_allowed");
    field.city.by(CLERK, &path(""), wish("work_conflict", "")).await.expect(200);
    refused(field.city.by(CLERK, &path("/approval"), json!({})).await, 403, "role_not_allowed");
    refused(field.city.by(HEALTH_LEADER, &path("/approval"), json!({})).await, 403, "not_your_department");
    let seen = field.city.by(LEADER, &path("/approval"), json!({})).await.expect(200);
    // Both names stay on record, and the replaced one has no part in it any more.
    let made = &seen["substitutions"][0];
    assert_eq!(
        (&made["drawn"], &made["replacement"], &made["reason"]),
        (&away["inspector"], &third, &json!("work_conflict"))
    );
    assert!(seen["team"].as_array().unwrap().iter().all(|member| member["inspector"] != away["inspector"]));
    refused(field.act(&away, "start", json!({})).await, 404, "not_found");
    let stand_in = json!({"inspector": third, "department": SCJG});
    field.act(&stand_in, "start", json!({})).await.expect(200);
}

#[tokio::test]
async fn art16_only_a_qualified_colleague_of_the_same_department_stands_in() {
    let (field, away, _) = with_a_colleague().await;
    let path = format!("inspection/v1/visits/{}/substitutions", field.visit);
    let of_health = field.of_department(crate::city::WJW)[0];
    for unfit in [&of_health["inspector"], &field.leader()["inspector"], &json!(field.task)] {
        let wish = json!({"drawn": away["inspector"], "replacement": unfit, "reason": "health"});
        refused(field.city.by(CLERK, &path, wish).await, 422, "substitution_unfit");
    }
}
