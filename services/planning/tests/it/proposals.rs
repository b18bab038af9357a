//! Proposals over HTTP (art. 3).

use kernel::Role;
use serde_json::{Value, json};

use super::{City, SCJG, WJW};

fn asked() -> Value {
    let line = json!({"title": "学校食堂联合抽查", "participants": [WJW], "items": [], "months": [9, 10], "share": "5%"});
    json!({"title": "增加学校食堂抽查", "text": "开学季食品安全问题较多", "planned": {"initiating": SCJG, "line": line}})
}

#[tokio::test]
async fn a_department_proposes_a_line_and_all_concerned_see_where_it_stands() {
    let city = City::start().await;
    let proposal = city.post(Role::Clerk, Some(WJW), "proposals", asked()).await.expect(201);
    let id = proposal["proposal"].as_str().unwrap();
    let handling = format!("proposals/{id}/handling");
    let step = |step: &str| json!({"step": step, "note": "同意"});
    let early = city.post(Role::Office, None, &handling, step("resolved")).await;
    assert_eq!(early.refused(409), "proposal_out_of_order");
    let own = city.post(Role::Clerk, Some(WJW), &handling, step("accepted")).await;
    assert_eq!(own.refused(403), "role_not_allowed");
    for next in ["accepted", "put_to_conference", "resolved"] {
        city.post(Role::Office, None, &handling, step(next)).await.expect(200);
    }
    let see = async |department: &str| {
        let token = city.token(Role::Leader, Some(department));
        city.0.get(&token, &format!("/api/planning/v1/proposals/{id}")).await
    };
    for department in [WJW, SCJG] {
        let seen = see(department).await.expect(200);
        assert_eq!((&seen["state"], seen["handled"].as_array().unwrap().len()), (&json!("resolved"), 3));
    }
    assert_eq!(see("410481-swj").await.refused(404), "not_found");
    let trail = store::journal::timeline(city.0.context("planning"), id).await.unwrap();
    assert_eq!(trail.iter().filter(|entry| entry.event.reason.as_deref() == Some("同意")).count(), 3);
}

#[tokio::test]
async fn a_line_proposed_for_another_region_is_refused() {
    let city = City::start().await;
    let mut foreign = asked();
    foreign["planned"]["initiating"] = json!("410482-scjg");
    assert_eq!(city.post(Role::Clerk, Some(WJW), "proposals", foreign).await.refused(422), "invalid_field");
    assert_eq!(
        city.post(Role::Clerk, Some(WJW), "proposals", json!({"title": "", "text": "一"})).await.refused(422),
        "invalid_field"
    );
}
