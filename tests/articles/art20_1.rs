//! Article 20(1) (预查比对): before the visit the team looks up what is known of the object, and nobody else learns whose
//! visit it is.

use serde_json::json;

use crate::{
    city::{SCJG, SECRET, WJW},
    drive::{HEALTH_CLERK, OFFICE, refused},
    field::Field,
};

#[tokio::test]
async fn art20_1_the_team_knows_the_object_before_the_visit_and_nobody_else() {
    let field = Field::drawn().await;
    let path = format!("/api/inspection/v1/visits/{}", field.visit);
    for member in &field.team {
        let (inspector, department) =
            (member["inspector"].as_str().unwrap(), member["department"].as_str().unwrap());
        let token =
            field.city.app.inspector_token(crate::city::REGION, department, inspector.parse().unwrap());
        let seen = field.city.app.get(&token, &path).await.expect(200);
        assert_eq!((&seen["object"]["name"], &seen["object"]["place"]), (&SECRET.into(), &"410481".into()));
        assert_eq!(seen["state"], "assigned");
    }
    // The library is the city's; that this object is drawn is not in it.
    let known = field.city.sees(OFFICE, "pool/v1/objects/91350100M000100Y43/history").await;
    assert_eq!(known["items"][0]["object"]["name"], SECRET);
    for outside in [OFFICE, HEALTH_CLERK] {
        refused(field.city.looks(outside, &path["/api/".len()..]).await, 404, "not_found");
    }
}

#[tokio::test]
async fn art20_1_each_department_notes_what_it_found_and_in_which_sources_before_the_visit() {
    let field = Field::drawn().await;
    let found = |known: &str, sources: &[&str]| json!({"known": known, "sources": sources});
    let (market, health) = (field.of_department(SCJG)[0], field.of_department(WJW)[0]);
    refused(field.act(market, "pre-checks", found("存续", &[])).await, 422, "invalid_field");
    let systems = ["国家企业信用信息公示系统（河南）", "登记档案"];
    field.act(market, "pre-checks", found("存续", &systems)).await.expect(200);
    field.act(health, "pre-checks", found("卫生许可有效", &["卫生许可系统"])).await.expect(200);
    let noted = field.view().await["pre_checks"].clone();
    assert_eq!(
        (&noted[0]["department"], &noted[0]["sources"], &noted[0]["by"]),
        (&json!(SCJG), &json!(systems), &market["inspector"])
    );
    assert_eq!((&noted[1]["department"], &noted[1]["known"]), (&json!(WJW), &json!("卫生许可有效")));
    field.act(field.leader(), "start", json!({})).await.expect(200);
    refused(field.act(health, "pre-checks", found("迟了", &["档案"])).await, 409, "already_started");
}
