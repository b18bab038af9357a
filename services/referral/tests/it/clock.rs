use kernel::Role;

use super::{REGION, WJW, app, finding, raise, rules};

#[tokio::test]
async fn the_clock_warns_at_two_working_days_and_raises_the_alarm_after_the_end() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    let kinds = async |at: &str| {
        app.clock.set(at.parse().unwrap());
        app.drain().await;
        let clerk = app.token(Role::Clerk, REGION, Some(WJW));
        let path = format!("/api/referral/v1/timeline/{}", referral["referral"].as_str().unwrap());
        let timeline = app.get(&clerk, &path).await.expect(200);
        let entries = timeline["entries"].as_array().unwrap().clone();
        entries.iter().map(|entry| entry["event"]["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let has = |kinds: &[String], word: &str| kinds.iter().filter(|kind| kind.contains(word)).count();
    let friday = kinds("2026-03-06T04:00:00Z").await;
    assert_eq!(has(&friday, "due-soon"), 0);
    let monday = kinds("2026-03-09T04:00:00Z").await;
    assert_eq!(has(&monday, "due-soon"), 1);
    let last_second = kinds("2026-03-11T15:59:59Z").await;
    assert_eq!((has(&last_second, "due-soon"), has(&last_second, "overdue")), (1, 0));
    let after = kinds("2026-03-11T16:00:00Z").await;
    assert_eq!(has(&after, "overdue"), 1);
    assert_eq!(has(&kinds("2026-03-13T04:00:00Z").await, "overdue"), 1);
    // What the operators' alert is made of.
    let metrics = String::from_utf8(app.get("", "/metrics").await.bytes).unwrap();
    for name in ["suiji_due_soon_total", "suiji_overdue_total"] {
        assert!(metrics.contains(&format!("{name}{{service=\"referral\"}} 1\n")), "{metrics}");
    }
}
