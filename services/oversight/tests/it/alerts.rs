use contracts::events::{disclosure::DisclosureEvent, inspection::VisitEvent, referral::ReferralEvent};
use kernel::Role;
use serde_json::{Value, json};

use crate::city::{City, NAME, OBJECT, SCJG, department, id};

async fn alerts(city: &City) -> Vec<(String, String)> {
    city.app.drain().await;
    let list = city.read(Role::Office, None, "alerts").await;
    let word = |alert: &Value, field: &str| alert[field].as_str().unwrap().to_owned();
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|alert| (word(alert, "kind"), word(alert, "about")))
        .collect()
}

fn one(kind: &str, about: u64) -> Vec<(String, String)> {
    vec![(kind.to_owned(), id::<()>(about).to_string())]
}

#[tokio::test]
async fn a_finding_without_a_referral_is_told_of_after_an_hour_and_its_visits_end() {
    let city = City::start().await;
    city.released(1).await;
    city.raised(1, 10, 20).await;
    city.raised(1, 10, 21).await;
    city.issued(10, 21, 40).await;
    city.app.clock.set("2026-03-02T02:30:00Z".parse().unwrap());
    assert_eq!(alerts(&city).await, [], "its visit is sealed");
    city.raised(1, 10, 22).await;
    city.ended(1, 10, "2026-03-02").await;
    assert_eq!(alerts(&city).await, one("finding_without_referral", 20), "22 has its hour still");
    city.app.clock.set("2026-03-02T03:00:00Z".parse().unwrap());
    assert_eq!(alerts(&city).await, one("finding_without_referral", 20), "once");
    city.app.clock.set("2026-03-02T03:30:00Z".parse().unwrap());
    assert_eq!(alerts(&city).await.len(), 2);
}

#[tokio::test]
async fn an_overdue_referral_is_told_of_once() {
    let city = City::start().await;
    city.ended(1, 10, "2026-03-02").await;
    city.issued(10, 20, 40).await;
    let overdue = ReferralEvent::Overdue { referral: id(40), due_on: "2026-03-11".parse().unwrap() };
    let fact = city.say("referral", &id::<()>(40).to_string(), 2, &overdue).await;
    city.app.publish_fact(&fact).await;
    assert_eq!(alerts(&city).await, one("referral_overdue", 40));
    let list = city.read(Role::Observer, None, "alerts?state=referral_overdue").await;
    let alert = &list["items"][0];
    assert_eq!((&alert["department"], &alert["text"]), (&json!(SCJG), &json!("移送已超过七个工作日")));
    assert!(!list.to_string().contains(NAME) && !list.to_string().contains(OBJECT));
}

#[tokio::test]
async fn an_overdue_disclosure_and_a_presumed_end_are_told_of() {
    let city = City::start().await;
    city.duty_opened(50, (1, 10), SCJG, ("2026-03-02", "2026-03-30")).await;
    let due_on = "2026-03-30".parse().unwrap();
    let overdue = DisclosureEvent::Overdue { duty: id(50), department: department(SCJG), due_on };
    city.say("disclosure", &id::<()>(50).to_string(), 2, &overdue).await;
    assert_eq!(alerts(&city).await, one("disclosure_overdue", 50));
    let presumed = VisitEvent::EndPresumed { visit: id(10), ended_on: due_on };
    city.say("inspection", &id::<()>(10).to_string(), 2, &presumed).await;
    let found = alerts(&city).await;
    assert!(found.len() == 2 && found.contains(&one("end_presumed", 10)[0]), "{found:?}");
}

#[tokio::test]
async fn an_alert_is_published_and_another_region_does_not_see_it() {
    let city = City::start().await;
    let presumed = VisitEvent::EndPresumed { visit: id(10), ended_on: "2026-03-02".parse().unwrap() };
    city.say("inspection", &id::<()>(10).to_string(), 1, &presumed).await;
    let list = city.read(Role::Office, None, "alerts").await;
    let alert = list["items"][0]["alert"].as_str().unwrap();
    let trail = store::journal::timeline(city.app.context("oversight"), alert).await.unwrap();
    assert_eq!((trail.len(), trail[0].event.kind()), (1, "suiji.oversight.alert-raised.v1"));
    assert_eq!(trail[0].event.event.data["kind"], "end_presumed");
    assert!(trail[0].position.is_some(), "it went out");
    let foreign = city.app.token(Role::Office, "410482", None);
    let list = city.app.get(&foreign, "/api/oversight/v1/alerts").await.expect(200);
    assert_eq!(list["total"], 0);
}

#[tokio::test]
async fn what_oversight_cannot_read_is_told_of() {
    let city = City::start().await;
    let event = VisitEvent::EndPresumed { visit: id(10), ended_on: "2026-03-02".parse().unwrap() };
    let mut spoilt = city.app.publish("inspection", "410481", &id::<()>(11).to_string(), 1, &event).await;
    spoilt.id = id(99);
    spoilt.subject = id::<()>(12).to_string();
    spoilt.event.data = json!({"visit": 7});
    city.app.publish_fact(&spoilt).await;
    let found = alerts(&city).await;
    assert!(found.contains(&one("dead_letter", 99)[0]), "{found:?}");
}
