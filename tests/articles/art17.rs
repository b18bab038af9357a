//! Article 17 (检查小组): the drawn inspectors form a team whose leader (组长) is of the initiating department; the leader
//! directs the inspection, and one team may serve several objects.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, refused, scheme},
    field::{Field, fine},
};

#[tokio::test]
async fn art17_the_leader_is_of_the_initiating_department_and_alone_ends_the_visit() {
    let field = Field::drawn().await;
    let leaders: Vec<_> = field.team.iter().filter(|member| member["leader"] == true).collect();
    assert_eq!((leaders.len(), &leaders[0]["department"]), (1, &json!(SCJG)));
    assert_eq!((field.of_department(SCJG).len(), field.of_department(WJW).len()), (2, 2));
    field.check_in().await;
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    field.record(WJW, "wjw-01", fine()).await.expect(200);
    field.sign().await;
    field.object_signs().await;
    for member in field.team.iter().filter(|member| member["leader"] != true) {
        refused(field.act(member, "end", json!({})).await, 403, "leader_ends");
    }
    field.end().await.expect(200);
}

#[tokio::test]
async fn art17_one_team_serves_a_bundle_of_objects() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let more = "企业名称,统一社会信用代码,地区,信用风险分类\n乙商店,410481000000001,舞钢市,A\n";
    city.imports(CLERK, "objects", more).await.expect(201);
    let mut bundle = scheme();
    bundle["quota"]["total"] = json!(2);
    bundle["team_unit"] = json!({"unit": "bundle", "size": 0});
    let plan = city.publishes_plan().await;
    refused(city.drafts(&plan, &catalogue, bundle.clone()).await, 422, "invalid_field");
    bundle["team_unit"]["size"] = json!(2);
    let field = Field::of(city, &catalogue, bundle).await;
    let visits = field.city.sees(CLERK, "inspection/v1/visits").await;
    assert_eq!(visits["total"], 2);
    assert_eq!(visits["items"][0]["team"], visits["items"][1]["team"]);
    assert_ne!(visits["items"][0]["object"], visits["items"][1]["object"]);
}

#[tokio::test]
async fn art17_the_leader_alone_sets_the_day_and_the_mode_and_the_team_keeps_to_it() {
    let field = Field::drawn().await;
    let day = |on: &str| json!({"on": on, "mode": "实地检查、书面检查"});
    for member in field.team.iter().filter(|member| member["leader"] != true) {
        refused(field.act(member, "schedule", day("2026-03-03")).await, 403, "leader_arranges");
    }
    refused(field.act(field.leader(), "schedule", day("2026-04-01")).await, 422, "day_outside_window");
    field.act(field.leader(), "schedule", day("2026-03-03")).await.expect(200);
    let seen = field.view().await;
    assert_eq!(
        (&seen["state"], &seen["schedule"]["on"], &seen["schedule"]["mode"]),
        (&json!("scheduled"), &json!("2026-03-03"), &json!("实地检查、书面检查"))
    );
    refused(field.act(field.leader(), "start", json!({})).await, 409, "outside_the_planned_day");
    field.city.app.clock.set("2026-03-03T01:00:00Z".parse().unwrap());
    field.act(field.leader(), "start", json!({})).await.expect(200);
}
