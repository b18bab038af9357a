//! Article 15 (检查对象名单一经产生不得更改): the platform draws the objects, the list cannot be changed from then on, and
//! it goes to the departments that inspect.

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{City, REGION, SCJG, WJW},
    drive::{As, CLERK, HEALTH_CLERK, HEALTH_LEADER, OFFICE, refused},
    field::Field,
};

const AUDITOR: As = (Role::Auditor, None);

async fn draw(city: &City) -> Value {
    city.sees(OFFICE, "draw/v1/draws").await["items"][0].clone()
}

#[tokio::test]
async fn art15_once_drawn_the_list_cannot_be_drawn_again_nor_its_library_change_it() {
    let Field { city, visit, .. } = Field::drawn().await;
    let (before, seen) =
        (draw(&city).await, city.sees(CLERK, &format!("inspection/v1/visits/{visit}")).await);
    let path = |step: &str| format!("draw/v1/draws/{}/{step}", before["draw"].as_str().unwrap());
    refused(city.by(CLERK, &path("opening"), json!({})).await, 409, "wrong_stage");
    refused(city.by(CLERK, &path("commit"), json!({})).await, 409, "wrong_stage");
    let party: As = (Role::DrawParty, Some("410481-jw"));
    let again = json!({"party": "jw", "share": "ab".repeat(32)});
    refused(city.by(party, &path("reveals"), again).await, 409, "wrong_stage");
    let visits = format!("/api/inspection/v1/visits/{visit}");
    let clerk = city.app.token(Role::Clerk, REGION, Some(SCJG));
    refused(city.app.delete(&clerk, &visits).await, 405, "method_not_allowed");
    // The object's row in the library changes; what was drawn does not.
    let text = "企业名称,统一社会信用代码,地区\n改名饭店,91350100M000100Y43,舞钢市\n";
    assert_eq!(city.imports(CLERK, "objects", text).await.expect(201)["changed"], 1);
    assert_eq!(draw(&city).await, before);
    assert_eq!(city.sees(CLERK, &format!("inspection/v1/visits/{visit}")).await, seen);
    assert_eq!(city.sees(CLERK, "inspection/v1/visits").await["total"], 1);
}

#[tokio::test]
async fn art15_every_departments_leader_gets_the_list_and_nobody_outside_the_circle() {
    let Field { city, visit, .. } = Field::drawn().await;
    let path = format!("inspection/v1/visits/{visit}");
    let seen = city.sees(HEALTH_LEADER, &path).await;
    let departments: Vec<_> =
        seen["parts"].as_array().unwrap().iter().map(|part| &part["department"]).collect();
    assert_eq!(departments, [SCJG, WJW]);
    for outside in [OFFICE, HEALTH_CLERK, AUDITOR] {
        refused(city.looks(outside, &path).await, 404, "not_found");
    }
}

#[tokio::test]
async fn art15_nobody_draws_before_every_party_has_promised_and_each_opens_what_it_promised() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    city.released(&catalogue, crate::drive::scheme()).await;
    let id = draw(&city).await["draw"].as_str().unwrap().to_owned();
    let path = |step: &str| format!("draw/v1/draws/{id}/{step}");
    refused(city.by(HEALTH_CLERK, &path("opening"), json!({})).await, 403, "not_initiating_department");
    city.by(CLERK, &path("opening"), json!({})).await.expect(200);
    refused(city.by(CLERK, &path("commit"), json!({})).await, 409, "party_missing");
    let open = draw(&city).await["open"].as_str().unwrap().parse().unwrap();
    for (party, share) in [("jw", [3_u8; 32]), ("scjg", [9; 32])] {
        let commitment = sortition::commit::party_commit(&open, party, &share).to_string();
        let who: As = (Role::DrawParty, Some(if party == "jw" { "410481-jw" } else { "410481-scjg" }));
        let body = json!({"party": party, "commitment": commitment});
        city.by(who, &path("commitments"), body.clone()).await.expect(200);
        refused(city.by(who, &path("commitments"), body).await, 409, "already_committed");
    }
    city.by(CLERK, &path("commit"), json!({})).await.expect(200);
    let other = json!({"party": "jw", "share": "ab".repeat(32)});
    refused(
        city.by((Role::DrawParty, Some("410481-jw")), &path("reveals"), other).await,
        422,
        "share_refused",
    );
    assert_eq!(draw(&city).await["state"], "committed");
}
