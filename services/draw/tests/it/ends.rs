//! Draws that give no list: void by two persons, a share that never came, a draw that nobody committed.

use kernel::Role;
use serde_json::{Value, json};
use sortition::{commit::op_commit, encoding::Hash, trust::Trust, verify};
use testkit::Reply;

use crate::city::{self, City, REGION, SCJG, SHARES, WJW};

/// What somebody wrote, with a name in it.
const NOTE: &str = "秘密企业01号的登记有误";
const AFTER_THE_DEADLINE: &str = "2026-03-09T01:00:01Z";

async fn ask(city: &City, reason: &str) -> Reply {
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let path = format!("/api/draw/v1/draws/{id}/void-request");
    city.post(Role::Office, None, &path, json!({"reason": reason, "note": NOTE})).await
}

async fn approve(city: &City, department: &str) -> Reply {
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let path = format!("/api/draw/v1/draws/{id}/void-approval");
    city.post(Role::Principal, Some(department), &path, json!({})).await
}

async fn ended(city: &City) -> Value {
    city.draws().await.into_iter().find(|draw| draw["repeats"].is_null()).unwrap()
}

fn entries_named<'a>(log: &'a [Value], entry: &str) -> Vec<&'a Value> {
    log.iter().filter(|logged| logged["entry"] == entry).collect()
}

#[tokio::test]
async fn a_void_is_asked_for_by_the_office_and_approved_by_the_initiating_principal() {
    let city = City::start().await;
    assert_eq!(ask(&city, "library_wrong").await.refused(409), "wrong_stage");
    city.committed().await;
    assert_eq!(approve(&city, SCJG).await.refused(409), "void_not_asked");
    ask(&city, "library_wrong").await.expect(200);
    assert_eq!(city.draw().await["void"]["approved"], false);
    assert_eq!(approve(&city, WJW).await.refused(403), "not_initiating_department");
    approve(&city, SCJG).await.expect(200);
    let ended = ended(&city).await;
    assert_eq!(
        (&ended["state"], &ended["seq"], &ended["void"]["approved"]),
        (&json!("void"), &json!(1), &json!(true))
    );
    let log = city.log().await;
    let void = entries_named(&log, "void_before_reveal")[0];
    assert_eq!((&void["open"], &void["reason"]), (&ended["open"], &json!("检查对象或执法检查人员名录有误")));
    // The number stays used: the next try of the same task has the next one.
    let next = city.draw().await;
    assert_eq!((&next["state"], &next["repeats"]), (&json!("requested"), &ended["draw"]));
    assert_eq!(city.drawn().await["seq"], 2);
}

#[tokio::test]
async fn what_was_written_about_a_void_stays_in_the_journal() {
    let city = City::start().await;
    city.committed().await;
    ask(&city, "other").await.expect(200);
    approve(&city, SCJG).await.expect(200);
    let told = json!([city.draws().await, city.log().await]).to_string();
    assert!(told.contains("其他原因") && !told.contains("秘密企业"));
    let region = REGION.parse().unwrap();
    let journal = store::journal::after(city.app.context("draw"), &region, 0, 1000).await.unwrap();
    let of = |kind: &str| journal.iter().find(|entry| entry.event.kind() == kind).unwrap();
    let asked = of("suiji.draw.void-asked.v1");
    assert_eq!((asked.event.reason.as_deref(), asked.event.actorrole), (Some(NOTE), Role::Office));
    let voided = of("suiji.draw.voided.v1");
    assert_eq!((voided.event.reason.as_deref(), voided.event.actorrole), (None, Role::Principal));
    let data = serde_json::to_value(&voided.event).unwrap()["data"].clone();
    assert_eq!((&data["task"], &data["reason"]), (&json!(city.task.task), &json!("其他原因")));
}

#[tokio::test]
async fn a_list_is_never_void() {
    let city = City::start().await;
    city.committed().await;
    ask(&city, "scheme_changed").await.expect(200);
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    assert_eq!(approve(&city, SCJG).await.refused(409), "wrong_stage");
    assert_eq!(ask(&city, "scheme_changed").await.refused(409), "wrong_stage");
    assert_eq!((city.draws().await.len(), &city.draw().await["state"]), (1, &json!("drawn")));
}

#[tokio::test]
async fn a_share_after_the_deadline_never_counts() {
    let city = City::start().await;
    city.committed().await;
    let (party, share) = SHARES[0];
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    city.app.clock.set(AFTER_THE_DEADLINE.parse().unwrap());
    // Not drained: the clock has not yet been looked at by anybody.
    let token = city.app.token(Role::DrawParty, REGION, Some("410481-jw"));
    let body = json!({"party": party, "share": Hash::from(share).to_string()});
    let late = city.app.post(&token, &format!("/api/draw/v1/draws/{id}/reveals"), body).await;
    assert_eq!(late.refused(409), "share_time_over");
    assert_eq!(city.draw().await["state"], "withheld");
}

#[tokio::test]
async fn a_withheld_share_leads_to_a_void_that_gives_the_shares_away_and_keeps_the_pool() {
    let city = City::start().await;
    city.committed().await;
    let (party, share) = SHARES[0];
    city.reveal(party, &share).await.expect(200);
    let first = city.draw().await;
    city.app.clock.set(AFTER_THE_DEADLINE.parse().unwrap());
    assert_eq!(city.draw().await["state"], "withheld");
    let reveal = entries_named(&city.log().await, "reveal")[0].clone();
    assert_eq!(reveal["withheld"], json!(["scjg"]));
    ask(&city, "share_withheld").await.expect(200);
    approve(&city, SCJG).await.expect(200);
    let log = city.log().await;
    let void = entries_named(&log, "void_after_reveal")[0];
    let op_share: Hash = void["op_share"].as_str().unwrap().parse().unwrap();
    assert_eq!(
        op_commit(&op_share.0).to_string(),
        entries_named(&log, "commit")[0]["op_commit"].as_str().unwrap()
    );
    assert_eq!(
        void["shares"][0],
        json!({"party": "jw", "share": Hash::from(share).to_string(), "state": "revealed"})
    );
    assert_eq!(void["approvals"], json!(["410481-office", SCJG]));
    let second = city.drawn().await;
    assert_eq!((&second["seq"], &second["pool_root"]), (&json!(2), &first["pool_root"]));
    let auditor = city.app.token(Role::Auditor, REGION, None);
    let path = format!("/api/draw/v1/draws/{}/receipt", second["draw"].as_str().unwrap());
    let receipt = city::receipt(&city, &auditor, &path).await;
    let verdict = verify::verify(&receipt, &Trust::default(), "2026-03-09");
    assert_eq!(verdict.exit_code(), 0, "{verdict}");
}

#[tokio::test]
async fn a_draw_that_nobody_commits_expires_and_is_tried_again() {
    let city = City::start().await;
    city.step("opening").await.expect(200);
    let first = city.draw().await;
    city.app.clock.set("2026-03-09T01:00:00Z".parse().unwrap());
    assert_eq!(city.draw().await["state"], "frozen");
    city.app.clock.set(AFTER_THE_DEADLINE.parse().unwrap());
    let ended = ended(&city).await;
    assert_eq!((&ended["draw"], &ended["state"]), (&first["draw"], &json!("expired")));
    assert_eq!(entries_named(&city.log().await, "expired")[0]["open"], first["open"]);
    let next = city.drawn().await;
    assert_eq!(
        (&next["repeats"], &next["seq"], &next["state"]),
        (&first["draw"], &json!(2), &json!("drawn"))
    );
}
