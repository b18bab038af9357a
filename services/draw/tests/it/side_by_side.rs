//! Draws that run side by side: what two have filled the third passes over, and proves it.

use contracts::events::planning::{Quota, Scheme};
use kernel::Role;
use serde_json::{Value, json};
use sortition::{receipt::Bundle, trust::Trust, verify};

use crate::city::{self, City, REGION, SHARES};

/// Everything of class A, and a quarter of B.
fn all_of_a(scheme: &mut Scheme) {
    let rates = json!({"rule": "rates", "rates": {"A": {"num": 1, "den": 1}, "B": {"num": 1, "den": 4}}});
    scheme.quota = serde_json::from_value::<Quota>(rates).unwrap();
}

async fn receipt(city: &City) -> Bundle {
    let auditor = city.app.token(Role::Auditor, REGION, None);
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    city::receipt(city, &auditor, &format!("/api/draw/v1/draws/{id}/receipt")).await
}

#[tokio::test]
async fn a_cap_that_others_have_filled_meanwhile_is_kept_and_the_receipt_says_by_whom() {
    let mut city = City::start().await;
    let mut tasks = Vec::new();
    // All three are committed before any has a list.
    for _ in 0..3 {
        city.next_task(all_of_a).await;
        city.committed().await;
        tasks.push(city.task.clone());
    }
    let mut drawn = Vec::new();
    for task in tasks {
        city.task = task;
        for (party, share) in &SHARES {
            city.reveal(party, share).await.expect(200);
        }
        drawn.push(city.draw().await["drawn"].as_u64().unwrap());
        let verdict = verify::verify(&receipt(&city).await, &Trust::default(), "2026-03-02");
        assert_eq!(verdict.exit_code(), 0, "{verdict}");
    }
    // Two joint inspections a year: the third draw finds no A left, and a quarter of B as far as it goes.
    assert_eq!(drawn[..2], [25, 25]);
    assert_eq!(drawn[2], 5);
    let cutoffs: Value = serde_json::from_slice(&receipt(&city).await["cutoffs.json"]).unwrap();
    let skips = cutoffs["skips"].as_array().unwrap();
    assert!(skips.len() >= 20 && skips.iter().all(|skip| skip["filled_by"].as_array().unwrap().len() == 2));
    let over = "SELECT count(*) AS number FROM visit_ledger WHERE counted + reserved > 2";
    assert_eq!(store::sql::number(city.app.context("draw").database.read(), over, vec![]).await.unwrap(), 0);
    // Its receipt shows leaves of the others, and opens with them.
    city.app.clock.set("2026-05-01T01:00:00Z".parse().unwrap());
    city.app.drain().await;
    for seq in 1..=3 {
        let public = city.app.get("", &format!("/api/draw/v1/receipts/{REGION}/{seq}")).await.expect(200);
        assert_eq!(public["edition"], "whole");
    }
}
