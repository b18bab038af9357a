use contracts::events::inspection::VisitEvent;
use kernel::Role;
use serde_json::json;

use crate::city::{City, NAME, OBJECT, REGION, SCJG, SWJ, WJW, id};

const DRAWN: &str = "抽出检查对象，共 3 个";

#[tokio::test]
async fn what_belongs_to_a_visit_is_shown_after_its_end() {
    let city = City::start().await;
    city.released(1).await;
    city.drawn(1, 30, 3).await;
    city.assigned(1, 10).await;
    city.started(10).await;
    city.raised(1, 10, 20).await;
    city.issued(10, 20, 40).await;
    assert_eq!(city.lines(1).await, ["下达检查任务", DRAWN]);
    city.app.clock.set("2026-03-03T01:00:00Z".parse().unwrap());
    city.ended(1, 10, "2026-03-03").await;
    let lines = city.lines(1).await;
    assert_eq!(lines.len(), 7);
    for shown in ["派发检查", "到达现场，开始检查", "产生问题线索", "移送问题线索"] {
        assert!(lines.iter().any(|line| line == shown), "{shown}");
    }
    assert_eq!(lines.last().unwrap(), "检查结束");
}

#[tokio::test]
async fn the_end_of_one_visit_opens_no_other() {
    let city = City::start().await;
    city.released(1).await;
    for visit in [10, 11] {
        city.assigned(1, visit).await;
        city.started(visit).await;
    }
    city.ended(1, 10, "2026-03-02").await;
    let path = format!("tasks/{}/timeline", id::<()>(1));
    let view = city.read(Role::Office, None, &path).await.to_string();
    assert!(view.contains(&id::<()>(10).to_string()) && !view.contains(&id::<()>(11).to_string()));
}

#[tokio::test]
async fn no_line_names_an_object_or_a_person() {
    let city = City::start().await;
    city.released(1).await;
    city.assigned(1, 10).await;
    city.started(10).await;
    city.raised(1, 10, 20).await;
    city.issued(10, 20, 40).await;
    city.ended(1, 10, "2026-03-02").await;
    let view = city.read(Role::Office, None, &format!("tasks/{}/timeline", id::<()>(1))).await.to_string();
    for secret in [OBJECT, NAME, &id::<()>(77).to_string(), &id::<()>(92).to_string()] {
        assert!(!view.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_same_event_stands_there_once() {
    let city = City::start().await;
    let released = city.released(1).await;
    city.app.publish_fact(&released).await;
    let drawn = city.drawn(1, 30, 3).await;
    city.app.publish_fact(&drawn).await;
    city.app.drain().await;
    assert_eq!(city.lines(1).await, ["下达检查任务", DRAWN]);
}

#[tokio::test]
async fn events_out_of_order_make_the_same_timeline() {
    let city = City::start().await;
    city.issued(10, 20, 40).await;
    city.ended(1, 10, "2026-03-02").await;
    city.started(10).await;
    city.drawn(1, 30, 3).await;
    let office = city.app.token(Role::Office, REGION, None);
    let path = format!("/api/oversight/v1/tasks/{}/timeline", id::<()>(1));
    assert_eq!(city.app.get(&office, &path).await.refused(404), "not_found");
    city.released(1).await;
    let mut lines = city.lines(1).await;
    lines.sort_unstable();
    let mut expected = ["移送问题线索", "检查结束", "到达现场，开始检查", DRAWN, "下达检查任务"];
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn those_who_take_part_read_it_and_nobody_else() {
    let city = City::start().await;
    city.released(1).await;
    let path = format!("/api/oversight/v1/tasks/{}/timeline", id::<()>(1));
    for role in [Role::Clerk, Role::Leader, Role::Principal] {
        for (department, status) in [(SCJG, 200), (WJW, 200), (SWJ, 404)] {
            let token = city.app.token(role, REGION, Some(department));
            assert_eq!(city.app.get(&token, &path).await.status, status, "{role:?} {department}");
        }
    }
    for role in [Role::Office, Role::Observer, Role::Auditor] {
        let (own, foreign) = (city.app.token(role, REGION, None), city.app.token(role, "410482", None));
        assert_eq!(city.app.get(&own, &path).await.status, 200, "{role:?}");
        assert_eq!(city.app.get(&foreign, &path).await.refused(404), "not_found");
    }
    let namesake = city.app.token(Role::Clerk, "410482", Some("410482-scjg"));
    assert_eq!(city.app.get(&namesake, &path).await.refused(404), "not_found");
    let inspector = city.app.token(Role::Inspector, REGION, Some(SCJG));
    assert_eq!(city.app.get(&inspector, &path).await.refused(403), "role_not_allowed");
    assert_eq!(city.app.get("", &path).await.refused(401), "unauthenticated");
}

#[tokio::test]
async fn another_regions_event_adds_no_line_and_opens_no_visit() {
    let city = City::start().await;
    city.released(1).await;
    city.assigned(1, 10).await;
    let event = VisitEvent::EndPresumed { visit: id(10), ended_on: "2026-03-02".parse().unwrap() };
    city.app.publish("inspection", "410482", &id::<()>(10).to_string(), 2, &event).await;
    city.app.drain().await;
    assert_eq!(city.lines(1).await, ["下达检查任务"]);
    let office = city.read(Role::Office, None, "coverage?year=2026").await;
    assert_eq!(office["all"]["visits_ended"], json!(0));
}
