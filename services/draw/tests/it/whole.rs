use kernel::Role;
use serde_json::json;
use sortition::{receipt::Bundle, trust::Trust, verify};

use crate::city::{self, City, REGION, SCJG, SHARES};

const FILES: [&str; 13] = [
    "plan.json",
    "pool.csv",
    "roster.csv",
    "recusals.csv",
    "ledger.csv",
    "commit.json",
    "entropy.json",
    "shares.json",
    "result.csv",
    "cutoffs.json",
    "teams.csv",
    "sealed.json",
    "receipt.json",
];

async fn receipt(city: &City) -> Bundle {
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let auditor = city.app.token(Role::Auditor, REGION, None);
    city::receipt(city, &auditor, &format!("/api/draw/v1/draws/{id}/receipt")).await
}

#[tokio::test]
async fn a_draw_ends_in_a_receipt_that_anybody_can_recompute() {
    let city = City::start().await;
    city.committed().await;
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    let draw = city.draw().await;
    // A tenth of 20 A and a fifth of 20 B; class C is not in the scheme.
    assert_eq!((&draw["state"], &draw["seq"], &draw["drawn"]), (&json!("drawn"), &json!(1), &json!(6)));
    let bundle = receipt(&city).await;
    let present = FILES.iter().filter(|file| bundle.contains_key(**file)).count();
    assert!(present >= 11, "{:?}", bundle.keys());
    let verdict = verify::verify(&bundle, &Trust::default(), "2026-03-02");
    assert_eq!(verdict.exit_code(), 0, "{verdict}");
}

#[tokio::test]
async fn a_changed_byte_in_any_file_is_found() {
    let city = City::start().await;
    city.committed().await;
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    let bundle = receipt(&city).await;
    for name in bundle.keys() {
        let mut touched = bundle.clone();
        let content = touched.get_mut(name).unwrap();
        let middle = content.len() / 2;
        content[middle] ^= 1;
        let verdict = verify::verify(&touched, &Trust::default(), "2026-03-02");
        assert_ne!(verdict.exit_code(), 0, "{name}");
    }
}

#[tokio::test]
async fn no_object_is_named_in_views_events_or_journal() {
    let city = City::start().await;
    city.committed().await;
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    let draw = city.draw().await;
    let region = REGION.parse().unwrap();
    let journal = store::journal::after(city.app.context("draw"), &region, 0, 1000).await.unwrap();
    let text = serde_json::to_string(&(draw.clone(), &journal)).unwrap();
    assert!(journal.iter().any(|entry| entry.event.kind() == "suiji.draw.objects-drawn.v1"));
    assert!(!text.contains("秘密企业") && !text.contains("4104810000"));
    // The list and the receipt are for services and auditors; a clerk of the initiating department gets neither.
    let id = draw["draw"].as_str().unwrap();
    let clerk = city.app.token(Role::Clerk, REGION, Some(SCJG));
    let path = format!("/api/draw/v1/draws/{id}/receipt/result.csv");
    assert_eq!(city.app.get(&clerk, &path).await.refused(403), "role_not_allowed");
    let elsewhere = city.app.token(Role::Auditor, "410482", None);
    assert_eq!(city.app.get(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn a_drawn_list_cannot_be_changed_in_the_database() {
    let city = City::start().await;
    city.committed().await;
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    city.draw().await;
    let transaction = city.app.context("draw").database.begin().await.unwrap();
    for text in [
        "UPDATE receipt SET content = x'00'",
        "DELETE FROM receipt",
        "DELETE FROM artefact",
        "DELETE FROM journal",
    ] {
        let refused = store::sql::execute(&transaction, text, vec![]).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("append-only")), "{text}");
    }
}

#[tokio::test]
async fn the_log_shows_open_commit_reveal_and_result() {
    let city = City::start().await;
    let size = async || {
        let note = city.app.get("", "/api/draw/v1/log/410481/checkpoint").await;
        let note = String::from_utf8(note.bytes).unwrap();
        note.lines().nth(1).unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(size().await, 0);
    city.committed().await;
    assert_eq!(size().await, 2);
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    city.draw().await;
    assert_eq!(size().await, 4);
}
