//! What waits for whom, from the delivery to the conclusion.

use kernel::Role;
use serde_json::json;
use testkit::App;

use super::{REGION, SCJG, SWJ, WJW, act, app, finding, raise, rules};

const NOTHING: [&str; 0] = [];

async fn waits(app: &App, role: Role, department: Option<&str>) -> Vec<String> {
    app.waiting(&app.token(role, REGION, department), "referral").await
}

#[tokio::test]
async fn a_referral_waits_for_who_has_it_and_for_the_office_where_nobody_takes_it() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    assert_eq!(waits(&app, Role::Clerk, Some(WJW)).await, ["referral_acceptance"]);
    assert_eq!(waits(&app, Role::System, Some(WJW)).await, ["referral_acceptance"]);
    for (role, department) in [(Role::Clerk, Some(SCJG)), (Role::Leader, Some(WJW)), (Role::Office, None)] {
        assert_eq!(waits(&app, role, department).await, NOTHING, "{role:?}");
    }
    let clerk = app.token(Role::Clerk, REGION, Some(WJW));
    let item = app.get(&clerk, "/api/referral/v1/waiting").await.expect(200)["items"][0].clone();
    assert_eq!((&item["due_on"], &item["working_days_left"]), (&referral["due_on"], &json!(7)));
    assert_eq!((&item["from"], &item["statutory"]), (&json!(SCJG), &json!(true)));
    for (department, owner) in [(WJW, SWJ), (SWJ, WJW)] {
        let decline = json!({"legal_basis": "食品安全法第六条", "proposed_owner": owner});
        act(&app, department, &referral, "decline", decline).await.expect(200);
        assert_eq!(waits(&app, Role::Clerk, Some(department)).await, NOTHING);
    }
    assert_eq!(waits(&app, Role::Office, None).await, ["referral_designation"]);
    let path = format!("/api/referral/v1/referrals/{}/designation", referral["referral"].as_str().unwrap());
    let designation = json!({"department": SWJ, "reason": "指定"});
    app.post(&app.token(Role::Office, REGION, None), &path, designation).await.expect(200);
    assert_eq!(waits(&app, Role::Office, None).await, NOTHING);
    act(&app, SWJ, &referral, "acceptance", json!({})).await.expect(200);
    assert_eq!(waits(&app, Role::Clerk, Some(SWJ)).await, ["referral_conclusion"]);
    act(&app, SWJ, &referral, "conclusion", json!({"outcome": "case_filed"})).await.expect(200);
    assert_eq!(waits(&app, Role::Clerk, Some(SWJ)).await, NOTHING);
}

#[tokio::test]
async fn a_dead_letter_waits_for_those_who_run_the_installation_and_shows_when_it_was_laid_down() {
    let app = app().await;
    rules(&app).await;
    let event = contracts::events::inspection::FindingEvent::Raised(finding(&app, 1, "food"));
    let mut forged = app.publish("inspection", REGION, "elsewhere", 1, &event).await;
    forged.source = format!("/suiji/{REGION}/disclosure");
    app.publish_fact(&forged).await;
    app.drain().await;
    for (role, department) in [(Role::Administrator, None), (Role::DepartmentIt, Some(WJW))] {
        assert_eq!(waits(&app, role, department).await, ["dead_letter"], "{role:?}");
    }
    assert_eq!(waits(&app, Role::Clerk, Some(SCJG)).await, NOTHING);
    let it = app.token(Role::DepartmentIt, REGION, Some(WJW));
    let letters =
        async |query: &str| app.get(&it, &format!("/api/referral/v1/dead-letters?{query}")).await.expect(200);
    let letter = letters("state=failed&limit=1").await["items"][0].clone();
    assert_eq!(letter["laid_at"], "2026-03-02T01:00:00Z");
    // Whose it is, its subject says: what it claims of itself is not believed.
    assert_eq!(letter["kind"], "suiji.410481.inspection.finding-raised.v1._");
    assert!(!letter["reason"].as_str().unwrap().is_empty());
    assert_eq!(letters("state=behind").await["total"], 0);
    assert_eq!(letters("kind=suiji.inspection.visit-ended.v1").await["total"], 0);
    let after = format!("after={}", letter["event"].as_str().unwrap());
    assert_eq!(letters(&after).await["items"], json!([]));
}
