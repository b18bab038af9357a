use kernel::Role;
use serde_json::json;
use sortition::{receipt::Bundle, trust::Trust, verify};

use crate::city::{self, City, REGION, SCJG, SHARES, WJW};

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
    // The receipt is for auditors; a clerk of the initiating department does not get it.
    let id = draw["draw"].as_str().unwrap();
    let clerk = city.app.token(Role::Clerk, REGION, Some(SCJG));
    let path = format!("/api/draw/v1/draws/{id}/receipt/result.csv");
    assert_eq!(city.app.get(&clerk, &path).await.refused(403), "role_not_allowed");
    let elsewhere = city.app.token(Role::Auditor, "410482", None);
    assert_eq!(city.app.get(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn a_draw_tells_people_what_it_is_when_it_came_and_how_many_of_each_class() {
    let city = City::start().await;
    let requested = city.draw().await;
    let task = (&requested["title"], &requested["initiating"], &requested["from"], &requested["until"]);
    assert_eq!(task, (&json!("联合抽查"), &json!(SCJG), &json!("2026-03-09"), &json!("2026-03-31")));
    assert_eq!((&requested["participants"], &requested["source"]), (&json!([SCJG, WJW]), &json!("parties")));
    assert_eq!(requested["assurance"], json!({"level": 2, "name": "二级 多方"}));
    assert_eq!((&requested["strata"], requested.get("times")), (&json!([]), None));
    city.committed().await;
    assert_eq!(city.draw().await["strata"][0], json!({"class": "A", "pool": 20}));
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    let drawn = city.draw().await;
    let count = |class: &str, drawn: u64| json!({"class": class, "pool": 20, "drawn": drawn});
    assert_eq!(drawn["strata"], json!([count("A", 2), count("B", 4), count("C", 0)]));
    let path = format!("/api/draw/v1/draws/{}", drawn["draw"].as_str().unwrap());
    let office = city.app.token(Role::Office, REGION, None);
    let times = city.app.get(&office, &path).await.expect(200)["times"].clone();
    let reached = ["requested", "opened", "frozen", "committed", "drawn"];
    assert!(reached.iter().all(|stage| times[*stage].is_string()), "{times}");
    assert!(["stopped", "published"].iter().all(|stage| times[*stage].is_null()), "{times}");
    // With a receipt's own strata beside them these counts would tell a party the class of each object.
    let party = city.app.token(Role::DrawParty, REGION, Some("410481-jw"));
    let seen = city.app.get(&party, &path).await.expect(200);
    assert_eq!((&seen["title"], &seen["strata"]), (&json!("联合抽查"), &json!([])));
}

#[tokio::test]
async fn the_list_is_read_by_the_circle_of_every_visit_and_each_look_is_noted() {
    let city = City::start().await;
    let path = format!("/api/draw/v1/draws/{}/list", city.draw().await["draw"].as_str().unwrap());
    let clerk = city.app.token(Role::Clerk, REGION, Some(SCJG));
    assert_eq!(city.app.get(&clerk, &path).await.refused(404), "not_found");
    let drawn = city.drawn().await;
    let list = city.app.get(&clerk, &path).await.expect(200);
    let items = list["items"].as_array().unwrap();
    assert_eq!((items.len() as u64, &items[5]["position"]), (drawn["drawn"].as_u64().unwrap(), &json!(5)));
    assert!(items.iter().all(|item| item["object"]["name"].as_str().unwrap().starts_with("秘密企业")));
    assert!(items.iter().all(|item| item["class"] == "A" || item["class"] == "B"));
    let trail = format!("{}/looks", drawn["draw"].as_str().unwrap());
    let looks = store::journal::timeline(city.app.context("draw"), &trail).await.unwrap();
    assert_eq!(looks.iter().map(|look| look.event.kind()).collect::<Vec<_>>(), ["suiji.draw.list-read.v1"]);
    // The clerk of another participant and a principal who approved nothing are outside.
    for (role, department) in [(Role::Clerk, WJW), (Role::Principal, SCJG)] {
        let token = city.app.token(role, REGION, Some(department));
        assert_eq!(city.app.get(&token, &path).await.refused(404), "not_found");
    }
    let office = city.app.token(Role::Office, REGION, None);
    assert_eq!(city.app.get(&office, &path).await.refused(403), "role_not_allowed");
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
