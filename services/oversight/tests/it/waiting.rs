//! Alerts that still stand, a department's own figures, and the public's.

use contracts::events::{disclosure::DisclosureEvent, referral::ReferralEvent};
use kernel::Role;
use serde_json::{Value, json};

use crate::city::{City, NAME, OBJECT, REGION, SCJG, SWJ, WJW, department, id};

const NOTHING: [&str; 0] = [];

async fn waits(city: &City, role: Role) -> Vec<String> {
    city.app.drain().await;
    city.app.waiting(&city.app.token(role, REGION, None), "oversight").await
}

#[tokio::test]
async fn an_alert_waits_for_the_office_while_its_cause_stands() {
    let city = City::start().await;
    city.duty_opened(50, (1, 10), SCJG, ("2026-03-02", "2026-03-30")).await;
    let due_on = "2026-03-30".parse().unwrap();
    let overdue = DisclosureEvent::Overdue { duty: id(50), department: department(SCJG), due_on };
    city.say("disclosure", &id::<()>(50).to_string(), 2, &overdue).await;
    assert_eq!(waits(&city, Role::Office).await, ["alert"]);
    assert_eq!(waits(&city, Role::Observer).await, NOTHING);
    city.ended(1, 10, "2026-03-02").await;
    city.issued(10, 20, 40).await;
    let overdue = ReferralEvent::Overdue { referral: id(40), due_on: "2026-03-11".parse().unwrap() };
    city.say("referral", &id::<()>(40).to_string(), 2, &overdue).await;
    assert_eq!(waits(&city, Role::Office).await, ["alert", "alert"]);
    let accepted = ReferralEvent::Accepted { referral: id(40), by: department(WJW), at: None };
    city.say("referral", &id::<()>(40).to_string(), 3, &accepted).await;
    assert_eq!(waits(&city, Role::Office).await, ["alert"]);
    let token = city.app.token(Role::Office, REGION, None);
    let waiting = city.app.get(&token, "/api/oversight/v1/waiting").await.expect(200);
    assert_eq!(
        (&waiting["items"][0]["from"], &waiting["items"][0]["statutory"]),
        (&json!(SCJG), &json!(false))
    );
    assert!(!waiting.to_string().contains(NAME) && !waiting.to_string().contains(OBJECT));
    city.disclosed_as(50, SCJG, false, &[], 3).await;
    assert_eq!(waits(&city, Role::Office).await, NOTHING);
}

#[tokio::test]
async fn a_department_reads_its_own_row_and_the_totals() {
    let city = City::start().await;
    city.released(1).await;
    for role in [Role::Clerk, Role::Leader, Role::Principal] {
        let view = city.read(role, Some(WJW), "coverage?year=2026").await;
        let rows: Vec<&Value> = view["departments"].as_array().unwrap().iter().collect();
        assert_eq!((rows.len(), &rows[0]["department"]), (1, &json!(WJW)), "{role:?}");
        assert_eq!(view["all"]["tasks_released"], 1);
        let duties = city.read(role, Some(SWJ), "duties?year=2026").await;
        assert_eq!(
            (duties["items"].as_array().unwrap().len(), &duties["items"][0]["department"]),
            (1, &json!(SWJ))
        );
    }
    for role in [Role::Office, Role::Observer, Role::Auditor] {
        let all = city.read(role, None, "duties?year=2026").await;
        assert_eq!(all["items"].as_array().unwrap().len(), 3, "{role:?}");
    }
}

#[tokio::test]
async fn the_public_reads_numbers_of_what_is_disclosed() {
    let city = City::start().await;
    city.released(1).await;
    let figures = async |region: &str| {
        city.app.get("", &format!("/api/oversight/v1/public-figures?region={region}&year=2026")).await
    };
    city.ended(1, 10, "2026-03-02").await;
    for (duty, of) in [(50, SCJG), (51, WJW)] {
        city.duty_opened(duty, (1, 10), of, ("2026-03-02", "2026-03-30")).await;
    }
    city.disclosed_as(50, SCJG, true, &["qualified", "unqualified"], 2).await;
    let overdue = DisclosureEvent::Overdue {
        duty: id(51),
        department: department(WJW),
        due_on: "2026-03-30".parse().unwrap(),
    };
    city.say("disclosure", &id::<()>(51).to_string(), 2, &overdue).await;
    let corrected = json!({"type": "suiji.disclosure.result-corrected.v1", "data": {
        "duty": id::<()>(50).to_string(), "visit": id::<()>(10).to_string(), "department": SCJG, "item": "item-1",
        "from": "unqualified", "to": "qualified", "reason": "误录", "signed_by": id::<()>(7).to_string(),
        "corrected_on": "2026-03-02"}});
    let corrected: DisclosureEvent = serde_json::from_value(corrected).unwrap();
    city.say("disclosure", &id::<()>(50).to_string(), 3, &corrected).await;
    let shown = figures(REGION).await.expect(200);
    assert_eq!((&shown["tasks_released"], &shown["visits_ended"]), (&json!(1), &json!(1)));
    assert_eq!(shown["results"], json!([{"result": "qualified", "name": "合格", "count": 2}]));
    assert_eq!((&shown["disclosures_due"], &shown["disclosures_on_time"]), (&json!(2), &json!(1)));
    assert!(!shown.to_string().contains(NAME));
    assert_eq!(figures("410482").await.expect(200)["visits_ended"], 0);
    assert_eq!(figures("r12345").await.refused(404), "not_found");
}
