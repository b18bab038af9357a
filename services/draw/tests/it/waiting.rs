//! What waits for whom on the way to the list, and what everybody may read of it.

use kernel::Role;
use serde_json::{Value, json};

use crate::city::{City, REGION, SCJG, SHARES, WJW};

const NOTHING: [&str; 0] = [];

async fn waits(city: &City, role: Role, department: Option<&str>) -> Vec<String> {
    city.app.drain().await;
    city.app.waiting(&city.app.token(role, REGION, department), "draw").await
}

async fn public(city: &City, query: &str) -> Value {
    city.app.drain().await;
    city.app.get("", &format!("/api/draw/v1/public-draws?region={REGION}{query}")).await.expect(200)
}

#[tokio::test]
async fn each_step_waits_for_the_one_whose_it_is() {
    let city = City::start().await;
    let jw = Some("410481-jw");
    assert_eq!(waits(&city, Role::Clerk, Some(SCJG)).await, ["draw_opening"]);
    assert_eq!(waits(&city, Role::Clerk, Some(WJW)).await, NOTHING);
    assert_eq!(waits(&city, Role::DrawParty, jw).await, NOTHING);
    city.step("opening").await.expect(200);
    assert_eq!(waits(&city, Role::Clerk, Some(SCJG)).await, NOTHING);
    assert_eq!(waits(&city, Role::DrawParty, jw).await, ["share_commitment"]);
    assert_eq!(waits(&city, Role::DrawParty, Some("410481-other")).await, NOTHING);
    for (party, share) in &SHARES {
        city.promise(party, share).await.expect(200);
    }
    assert_eq!(waits(&city, Role::DrawParty, jw).await, NOTHING);
    assert_eq!(waits(&city, Role::Clerk, Some(SCJG)).await, ["draw_commit"]);
    city.step("commit").await.expect(200);
    assert_eq!(waits(&city, Role::Clerk, Some(SCJG)).await, NOTHING);
    assert_eq!(waits(&city, Role::DrawParty, jw).await, ["share_reveal"]);
    let (party, share) = &SHARES[0];
    city.reveal(party, share).await.expect(200);
    assert_eq!(waits(&city, Role::DrawParty, jw).await, NOTHING);
    assert_eq!(waits(&city, Role::Principal, Some(SCJG)).await, NOTHING);
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let asked = json!({"reason": "library_wrong", "note": "名录有误"});
    let path = |step: &str| format!("/api/draw/v1/draws/{id}/{step}");
    city.post(Role::Office, None, &path("void-request"), asked).await.expect(200);
    assert_eq!(waits(&city, Role::Principal, Some(SCJG)).await, ["void_approval"]);
    assert_eq!(waits(&city, Role::Principal, Some(WJW)).await, NOTHING);
    city.post(Role::Principal, Some(SCJG), &path("void-approval"), json!({})).await.expect(200);
    assert_eq!(waits(&city, Role::Principal, Some(SCJG)).await, NOTHING);
    let void = &public(&city, "").await["items"][0];
    assert_eq!((&void["state"], &void["void"]), (&json!("void"), &json!("检查对象或执法检查人员名录有误")));
    assert!(void["ended_at"].is_string() && void["drawn"].is_null());
}

#[tokio::test]
async fn a_share_that_never_came_waits_for_the_office_to_ask_for_the_void() {
    let city = City::start().await;
    city.committed().await;
    city.app.clock.set("2026-03-09T01:00:01Z".parse().unwrap());
    assert_eq!(waits(&city, Role::DrawParty, Some("410481-jw")).await, NOTHING, "it is too late");
    assert_eq!(waits(&city, Role::Clerk, Some(SCJG)).await, ["draw_obstructed"]);
    assert_eq!(waits(&city, Role::Office, None).await, ["void_request"]);
}

#[tokio::test]
async fn the_public_list_tells_what_the_log_tells_and_no_more() {
    let city = City::start().await;
    assert_eq!(public(&city, "").await["items"], json!([]), "nothing is opened yet");
    city.step("opening").await.expect(200);
    let opened = public(&city, "").await["items"][0].clone();
    assert_eq!(
        (&opened["seq"], &opened["state"], &opened["assurance"]),
        (&json!(1), &json!("opened"), &json!(2))
    );
    assert!(opened["objects_in_pool"].is_null() && opened["edition"].is_null(), "{opened}");
    for (party, share) in &SHARES {
        city.promise(party, share).await.expect(200);
    }
    city.step("commit").await.expect(200);
    let committed = public(&city, "").await["items"][0].clone();
    assert_eq!((&committed["state"], &committed["objects_in_pool"]), (&json!("committed"), &json!(60)));
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    let list = public(&city, &format!("&year=2026&task={}", city.task.task)).await;
    let drawn = &list["items"][0];
    assert_eq!((&drawn["state"], &drawn["edition"]), (&json!("drawn"), &json!("sealed")));
    assert_eq!((&drawn["title"], &drawn["initiating"]), (&json!("联合抽查"), &json!(SCJG)));
    assert_eq!(drawn["drawn"], city.draw().await["drawn"]);
    let known = ["opened_at", "committed_at", "revealed_at", "drawn_at", "sealed_until"];
    assert!(known.iter().all(|stage| drawn[stage].is_string()), "{drawn:#}");
    assert!(!list.to_string().contains("秘密企业"));
    assert_eq!(public(&city, "&year=2025").await["items"], json!([]));
    let rehearsal = city.app.get("", "/api/draw/v1/public-draws?region=r12345").await;
    assert_eq!(rehearsal.refused(404), "not_found");
}

#[tokio::test]
async fn the_public_list_goes_page_by_page_from_the_newest() {
    let mut city = City::start().await;
    city.step("opening").await.expect(200);
    city.next_task(|_| {}).await;
    city.step("opening").await.expect(200);
    let first = public(&city, "&limit=1").await;
    assert_eq!((&first["items"][0]["seq"], &first["next"]), (&json!(2), &json!(2)));
    let second = public(&city, "&limit=1&before=2").await;
    assert_eq!((&second["items"][0]["seq"], second.get("next")), (&json!(1), None));
}
