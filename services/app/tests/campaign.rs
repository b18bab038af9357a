//! The walking skeleton: one campaign through every service, each step over HTTP by the role that the policy names, from
//! the catalogue to the outcome back at the finding.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[path = "city/city.rs"]
mod city;

use city::{City, SCJG, SECRET, WJW};
use kernel::Role;
use serde_json::json;

impl City {
    /// The referral: routed by the rule, accepted, concluded; the outcome is back at the finding.
    async fn refer(&self) {
        let referral = self.get(Role::Clerk, Some(WJW), "referral/v1/referrals").await["items"][0].clone();
        assert_eq!((&referral["holder"], &referral["due_on"]), (&json!(WJW), &json!("2026-03-11")));
        let path =
            |verb: &str| format!("referral/v1/referrals/{}/{verb}", referral["referral"].as_str().unwrap());
        self.post(Role::Clerk, Some(WJW), &path("acceptance"), json!({})).await.expect(200);
        let conclusion = json!({"outcome": "case_filed", "note": "已立案"});
        self.post(Role::Clerk, Some(WJW), &path("conclusion"), conclusion).await.expect(200);
        let finding = self.get(Role::Clerk, Some(WJW), "inspection/v1/findings").await["items"][0].clone();
        assert_eq!((&finding["state"], &finding["outcome"]), (&json!("closed"), &json!("case_filed")));
    }

    /// Disclosure: each department its own, within 20 working days.
    async fn disclose(&self) {
        for department in [SCJG, WJW] {
            let duty = self
                .get(Role::Clerk, Some(department), &format!("disclosure/v1/duties?department={department}"))
                .await["items"][0]
                .clone();
            assert_eq!(duty["due_on"], "2026-03-30");
            let path = format!("disclosure/v1/duties/{}/disclosure", duty["duty"].as_str().unwrap());
            self.post(Role::Clerk, Some(department), &path, json!({})).await.expect(200);
        }
        let public = self.app.get("", "/api/disclosure/v1/results").await.expect(200);
        assert_eq!(public["total"], 2);
    }

    /// What anybody who takes the draw's receipt is told by the verifier: 2 while the list is sealed, 0 when it is open.
    async fn verify(&self) -> u8 {
        self.app.drain().await;
        let path = "/api/draw/v1/receipts/410481/1";
        let files = self.app.get("", path).await.expect(200)["files"].clone();
        let mut bundle = sortition::receipt::Bundle::new();
        for file in files.as_array().unwrap() {
            let file = file.as_str().unwrap();
            bundle.insert(file.to_owned(), self.app.get("", &format!("{path}/{file}")).await.bytes);
        }
        let verdict = sortition::verify::verify(&bundle, &sortition::trust::Trust::default(), "2026-03-02");
        verdict.exit_code()
    }

    /// Before the visit's end the office reads of the draw and of nothing after it.
    async fn look_on(&self, task: &str) {
        let view = self.get(Role::Office, None, &format!("oversight/v1/tasks/{task}/timeline")).await;
        let services: Vec<_> =
            view["lines"].as_array().unwrap().iter().map(|line| line["service"].as_str().unwrap()).collect();
        assert!(services.contains(&"draw") && !services.contains(&"inspection"), "{services:?}");
    }

    /// The office's side at the end: every service in one timeline, the duties met, the counts even.
    async fn oversee(&self, task: &str) {
        let view = self.get(Role::Office, None, &format!("oversight/v1/tasks/{task}/timeline")).await;
        for service in ["planning", "pool", "draw", "inspection", "disclosure", "referral"] {
            let mut lines = view["lines"].as_array().unwrap().iter();
            assert!(lines.any(|line| line["service"] == service), "{service}");
        }
        assert!(!view.to_string().contains(SECRET) && !view.to_string().contains("91350100M000100Y43"));
        let duties = self.get(Role::Office, None, "oversight/v1/duties?year=2026").await;
        assert_eq!(
            (&duties["items"][0]["state"], &duties["items"][0]["initiated"]),
            (&json!("met"), &json!(1))
        );
        let counts = self.get(Role::Office, None, "oversight/v1/counts").await;
        let even = json!({"findings_raised": 1, "referrals_issued": 1, "referrals_concluded": 1,
                          "without_referral": 0, "without_finding": 0});
        assert_eq!(counts["all"], even);
        let all = self.get(Role::Office, None, "oversight/v1/coverage?year=2026").await["all"].clone();
        let expected = json!({
            "tasks_released": 1, "draws_drawn": 1, "objects_drawn": 1, "visits_ended": 1, "results_formed": 2,
            "disclosed_on_time": 2, "disclosed_late": 0, "referrals_issued": 1, "referrals_delivered": 1,
            "referrals_concluded": 1, "referrals_overdue": 0
        });
        assert_eq!(all, expected);
        assert_eq!(self.get(Role::Office, None, "oversight/v1/alerts").await["total"], 0);
    }
}

#[tokio::test]
async fn one_campaign_from_the_catalogue_to_the_outcome_at_the_finding() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.release(&catalogue).await;
    let draw = city.draw().await;
    assert_eq!((&draw["state"], &draw["drawn"]), (&json!("drawn"), &json!(1)));

    // Before the visit: the initiating clerk and the leader see it, the office and the other clerk do not.
    let visits = "inspection/v1/visits";
    let visit = city.get(Role::Clerk, Some(SCJG), visits).await["items"][0].clone();
    assert_eq!(visit["object"]["name"], SECRET);
    assert_eq!(city.get(Role::Leader, Some(WJW), visits).await["total"], 1);
    assert_eq!(city.get(Role::Office, None, visits).await["total"], 0);
    assert_eq!(city.get(Role::Clerk, Some(WJW), visits).await["total"], 0);

    // On site: each department records its item; the health commission's inspectors find something.
    let id = visit["visit"].as_str().unwrap();
    let team = visit["team"].as_array().unwrap().clone();
    let of =
        |department: &str| team.iter().filter(move |m| m["department"] == department).collect::<Vec<_>>();
    let leader = team.iter().find(|member| member["leader"] == true).unwrap();
    assert_eq!((of(SCJG).len(), of(WJW).len(), &leader["department"]), (2, 2, &json!(SCJG)));
    let record = json!({"result": "no_problem", "object_status": "operating"});
    let path = format!("{id}/items/scjg-01/result");
    assert_eq!(city.field(leader, &path, record.clone()).await.refused(409), "visit_not_started");
    city.field(leader, &format!("{id}/start"), json!({})).await.expect(200);
    assert_eq!(
        city.field(of(WJW)[0], &format!("{id}/signature"), json!({})).await.refused(409),
        "not_checked_in"
    );
    for member in team.iter().filter(|member| member["leader"] != true) {
        city.field(member, &format!("{id}/start"), json!({})).await.expect(200);
    }
    city.field(leader, &path, record.clone()).await.expect(200);
    let health = of(WJW)[0].clone();
    assert_eq!(city.field(&health, &path, record).await.refused(403), "not_your_item");
    let found = json!({"result": "pending_followup", "object_status": "operating",
                       "findings": [{"description": "涉嫌无证经营", "evidence": []}]});
    city.field(&health, &format!("{id}/items/wjw-01/result"), found).await.expect(200);
    assert_eq!(
        city.field(leader, &format!("{id}/end"), json!({})).await.refused(409),
        "department_not_signed"
    );
    for member in &team {
        city.field(member, &format!("{id}/signature"), json!({})).await.expect(200);
    }
    assert_eq!(city.field(leader, &format!("{id}/end"), json!({})).await.refused(409), "object_not_signed");
    city.field(leader, &format!("{id}/object-signature"), json!({"refused": false})).await.expect(200);
    city.look_on(&task).await;
    assert_eq!(city.verify().await, 2);
    city.field(leader, &format!("{id}/end"), json!({})).await.expect(200);
    assert_eq!(city.verify().await, 0);
    assert_eq!(city.get(Role::Office, None, visits).await["total"], 1);

    city.refer().await;
    city.disclose().await;
    city.oversee(&task).await;
    let task = city.get(Role::Office, None, "planning/v1/tasks").await["items"][0].clone();
    assert_eq!(task["step"], "follow_up");
    for service in ["planning", "pool", "draw", "inspection", "disclosure", "referral", "oversight"] {
        assert_eq!(store::dead_letter::count(city.app.context(service)).await.unwrap(), 0, "{service}");
    }
}
