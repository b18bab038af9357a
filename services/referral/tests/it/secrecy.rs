use kernel::Role;
use serde_json::json;

use super::{SCJG, SWJ, WJW, app, finding, raise, rules};

#[tokio::test]
async fn a_department_sees_its_own_referrals_and_no_others() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    let path = format!("/api/referral/v1/referrals/{}", referral["referral"].as_str().unwrap());
    for (department, expected) in [(WJW, 200), (SCJG, 200), (SWJ, 404)] {
        let clerk = app.token(Role::Clerk, "410481", Some(department));
        assert_eq!(app.get(&clerk, &path).await.status, expected, "{department}");
        let list = app.get(&clerk, "/api/referral/v1/referrals?q=某食品店").await.expect(200);
        assert_eq!(list["total"], json!(u64::from(expected == 200)), "{department}");
    }
}

#[tokio::test]
async fn another_region_and_the_administrator_see_nothing() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    let path = format!("/api/referral/v1/referrals/{}", referral["referral"].as_str().unwrap());
    let elsewhere = app.token(Role::Office, "410482", None);
    assert_eq!(app.get(&elsewhere, &path).await.refused(404), "not_found");
    let administrator = app.token(Role::Administrator, "410481", None);
    assert_eq!(app.get(&administrator, &path).await.refused(403), "role_not_allowed");
    assert_eq!(app.get("", &path).await.refused(401), "unauthenticated");
}

#[tokio::test]
async fn an_event_whose_source_is_not_its_subjects_service_is_laid_aside() {
    let app = app().await;
    rules(&app).await;
    let finding = finding(&app, 1, "food");
    let event = contracts::events::inspection::FindingEvent::Raised(finding.clone());
    let mut forged = app.publish("inspection", "410481", "elsewhere", 1, &event).await;
    forged.source = "/suiji/410481/disclosure".to_owned();
    app.publish_fact(&forged).await;
    app.drain().await;
    let it = app.token(Role::Administrator, "410481", None);
    let letters = app.get(&it, "/api/referral/v1/dead-letters").await.expect(200);
    assert_eq!(letters["items"].as_array().unwrap().len(), 1);
    let office = app.token(Role::Office, "410481", None);
    assert_eq!(app.get(&office, "/api/referral/v1/referrals").await.expect(200)["total"], 1);
}
