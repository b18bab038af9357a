//! Article 19 (实地检查): every joint inspection visits the object on site; other methods may come besides.

use serde_json::json;

use crate::{
    city::{City, SCJG},
    drive::{refused, scheme},
    field::{Field, fine},
};

#[tokio::test]
async fn art19_nothing_is_recorded_or_signed_by_one_who_has_not_checked_in_on_site() {
    let field = Field::drawn().await;
    let own = field.of_department(SCJG);
    let absent = *own.iter().find(|member| member["leader"] != true).unwrap();
    refused(field.act(absent, "items/scjg-01/result", fine()).await, 409, "visit_not_started");
    field.act(field.leader(), "start", json!({})).await.expect(200);
    refused(field.act(field.leader(), "start", json!({})).await, 409, "already_checked_in");
    refused(field.act(absent, "items/scjg-01/result", fine()).await, 409, "not_checked_in");
    field.act(field.leader(), "items/scjg-01/result", fine()).await.expect(200);
    refused(field.act(absent, "signature", json!({})).await, 409, "not_checked_in");
    field.act(absent, "start", json!({})).await.expect(200);
    field.act(absent, "signature", json!({})).await.expect(200);
}

#[tokio::test]
async fn art19_the_visit_is_within_the_schemes_window() {
    let field = Field::drawn().await;
    field.city.app.clock.set("2026-03-31T16:00:00Z".parse().unwrap());
    refused(field.act(field.leader(), "start", json!({})).await, 409, "outside_window");
    field.city.app.clock.set("2026-03-31T15:59:59Z".parse().unwrap());
    field.act(field.leader(), "start", json!({})).await.expect(200);
}

#[tokio::test]
async fn art19_other_methods_stand_in_the_scheme_besides_the_visit() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let plan = city.publishes_plan().await;
    let mut with = scheme();
    with["methods"] = json!([""]);
    refused(city.drafts(&plan, &catalogue, with.clone()).await, 422, "invalid_field");
    with["methods"] = json!(["书面检查", "网络监测"]);
    let drafted = city.drafts(&plan, &catalogue, with).await.expect(201);
    assert_eq!(drafted["content"]["scheme"]["methods"], json!(["书面检查", "网络监测"]));
}
