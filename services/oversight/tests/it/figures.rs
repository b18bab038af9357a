use contracts::events::{draw::DrawEvent, referral::ReferralEvent};
use kernel::{Role, codes::Outcome};
use serde_json::{Value, json};

use crate::city::{City, OBJECT, SCJG, SWJ, WJW, department, id};

async fn figures(city: &City, of: &str) -> Value {
    let view = city.read(Role::Office, None, "coverage?year=2026").await;
    let mut departments = view["departments"].as_array().unwrap().iter();
    departments
        .find(|line| line["department"] == of)
        .map_or(view["all"].clone(), |line| line["figures"].clone())
}

async fn duty(city: &City, of: &str, year: i32) -> Value {
    let view = city.read(Role::Office, None, &format!("duties?year={year}")).await;
    view["items"].as_array().unwrap().iter().find(|line| line["department"] == of).unwrap().clone()
}

#[tokio::test]
async fn coverage_counts_a_joint_thing_once_in_all_and_for_each_department() {
    let city = City::start().await;
    let released = city.released(1).await;
    let drawn = city.drawn(1, 30, 3).await;
    let ended = city.ended(1, 10, "2026-03-02").await;
    for fact in [released, drawn, ended] {
        city.app.publish_fact(&fact).await;
    }
    city.duty_opened(50, (1, 10), SCJG, ("2026-03-02", "2026-03-30")).await;
    city.duty_opened(51, (1, 10), WJW, ("2026-03-02", "2026-03-30")).await;
    city.disclosed(50, (1, 10), SCJG, true).await;
    city.disclosed(51, (1, 10), WJW, false).await;
    let all = figures(&city, "").await;
    for (name, number) in
        [("tasks_released", 1), ("draws_drawn", 1), ("objects_drawn", 3), ("visits_ended", 1)]
    {
        assert_eq!(all[name], json!(number), "{name}");
        assert_eq!(figures(&city, SCJG).await[name], json!(number), "{name}");
        assert_eq!(figures(&city, WJW).await[name], json!(number), "{name}");
        assert_eq!(figures(&city, SWJ).await[name], json!(0), "{name}");
    }
    assert_eq!((&all["disclosed_on_time"], &all["disclosed_late"]), (&json!(1), &json!(1)));
    assert_eq!(figures(&city, SCJG).await["disclosed_late"], json!(0));
    assert_eq!(figures(&city, WJW).await["disclosed_late"], json!(1));
    let other_year = city.read(Role::Office, None, "coverage?year=2025").await;
    assert_eq!(other_year["all"]["tasks_released"], json!(0));
}

#[tokio::test]
async fn a_void_draw_does_not_count() {
    let city = City::start().await;
    city.released(1).await;
    city.drawn(1, 30, 3).await;
    let void = DrawEvent::Voided { draw: id(30), task: id(1), reason: OBJECT.into() };
    city.say("draw", &id::<()>(30).to_string(), 2, &void).await;
    let all = figures(&city, "").await;
    assert_eq!((&all["draws_drawn"], &all["objects_drawn"]), (&json!(0), &json!(0)));
    assert_eq!(city.lines(1).await.last().unwrap(), "本次抽取作废");
}

#[tokio::test]
async fn findings_and_referrals_are_counted_once_their_visit_has_ended() {
    let city = City::start().await;
    city.released(1).await;
    city.issued(10, 20, 40).await;
    city.raised(1, 10, 21).await;
    let concluded = ReferralEvent::Concluded {
        referral: id(40),
        finding: id(20),
        by: department(WJW),
        outcome: Outcome::CaseFiled,
        note: String::new(),
    };
    city.say("referral", &id::<()>(40).to_string(), 2, &concluded).await;
    let counts = async || city.read(Role::Auditor, None, "counts").await;
    assert_eq!(counts().await["departments"], json!([]), "sealed");
    assert_eq!(figures(&city, "").await["referrals_issued"], json!(0), "sealed");
    city.ended(1, 10, "2026-03-02").await;
    let expected = json!({"findings_raised": 1, "referrals_issued": 1, "referrals_concluded": 1,
                          "without_referral": 1, "without_finding": 1});
    assert_eq!(counts().await["all"], expected);
    assert_eq!(counts().await["departments"], json!([{"department": SCJG, "counts": expected}]));
    assert_eq!(figures(&city, SCJG).await["referrals_issued"], json!(1));
    assert_eq!(figures(&city, WJW).await["referrals_concluded"], json!(1));
    city.raised(1, 10, 20).await;
    assert_eq!(counts().await["all"]["without_finding"], json!(0));
}

#[tokio::test]
async fn an_overdue_referral_is_the_finding_departments() {
    let city = City::start().await;
    city.ended(1, 10, "2026-03-02").await;
    city.issued(10, 20, 40).await;
    let overdue = ReferralEvent::Overdue { referral: id(40), due_on: "2026-03-11".parse().unwrap() };
    city.say("referral", &id::<()>(40).to_string(), 2, &overdue).await;
    assert_eq!(figures(&city, SCJG).await["referrals_overdue"], json!(1));
    assert_eq!(figures(&city, WJW).await["referrals_overdue"], json!(0));
    assert_eq!(figures(&city, "").await["referrals_overdue"], json!(1));
}

#[tokio::test]
async fn a_yearly_duty_is_met_by_results_in_time_and_nothing_else() {
    let city = City::start().await;
    assert_eq!(duty(&city, SCJG, 2026).await["state"], "at_risk");
    assert_eq!(duty(&city, SWJ, 2026).await["state"], "none");
    city.released(1).await;
    city.ended(1, 10, "2026-03-02").await;
    let waiting = duty(&city, SCJG, 2026).await;
    assert_eq!((&waiting["state"], &waiting["under_way"]), (&json!("at_risk"), &json!(1)));
    city.duty_opened(50, (1, 10), SCJG, ("2026-03-02", "2026-03-30")).await;
    city.duty_opened(51, (1, 10), WJW, ("2026-03-02", "2026-03-30")).await;
    city.disclosed(50, (1, 10), SCJG, true).await;
    city.disclosed(51, (1, 10), WJW, false).await;
    let initiator = duty(&city, SCJG, 2026).await;
    assert_eq!(
        (&initiator["state"], &initiator["initiated"], &initiator["took_part"], &initiator["under_way"]),
        (&json!("met"), &json!(1), &json!(0), &json!(0))
    );
    assert_eq!(duty(&city, WJW, 2026).await["state"], "at_risk", "late is not done");
    city.duty_opened(52, (1, 11), WJW, ("2026-03-02", "2026-03-30")).await;
    city.disclosed(52, (1, 11), WJW, true).await;
    let participant = duty(&city, WJW, 2026).await;
    assert_eq!((&participant["state"], &participant["took_part"]), (&json!("met"), &json!(1)));
}

#[tokio::test]
async fn a_result_of_december_may_still_meet_the_duty_in_january() {
    let city = City::start().await;
    city.released(1).await;
    city.duty_opened(50, (1, 10), SCJG, ("2026-12-28", "2027-01-26")).await;
    city.app.clock.set("2027-01-05T01:00:00Z".parse().unwrap());
    assert_eq!(duty(&city, SCJG, 2026).await["state"], "at_risk");
    assert_eq!(duty(&city, WJW, 2026).await["state"], "failed");
    city.app.clock.set("2027-01-27T01:00:00Z".parse().unwrap());
    assert_eq!(duty(&city, SCJG, 2026).await["state"], "failed");
    city.disclosed(50, (1, 10), SCJG, true).await;
    assert_eq!(duty(&city, SCJG, 2026).await["state"], "met");
    assert_eq!(duty(&city, SCJG, 2027).await["state"], "at_risk");
}

#[tokio::test]
async fn a_disclosure_heard_before_its_duty_counts_all_the_same() {
    let city = City::start().await;
    city.disclosed(50, (1, 10), SCJG, true).await;
    city.duty_opened(50, (1, 10), SCJG, ("2026-03-02", "2026-03-30")).await;
    city.released(1).await;
    assert_eq!(duty(&city, SCJG, 2026).await["state"], "met");
}

#[tokio::test]
async fn figures_are_the_regions_own_and_for_those_who_watch() {
    let city = City::start().await;
    city.released(1).await;
    city.ended(1, 10, "2026-03-02").await;
    let get = async |role, region, department, path: &str| {
        let token = city.app.token(role, region, department);
        city.app.get(&token, &format!("/api/oversight/v1/{path}")).await
    };
    let foreign = get(Role::Office, "410482", None, "coverage?year=2026").await.expect(200);
    assert_eq!((&foreign["departments"], &foreign["all"]["tasks_released"]), (&json!([]), &json!(0)));
    assert_eq!(get(Role::Office, "410482", None, "duties").await.expect(200)["items"], json!([]));
    for path in ["counts", "alerts"] {
        let clerk = get(Role::Clerk, "410481", Some(SCJG), path).await;
        assert_eq!(clerk.refused(403), "role_not_allowed", "{path}");
    }
    assert_eq!(get(Role::Office, "410481", None, "duties?year=1999").await.status, 422);
}
