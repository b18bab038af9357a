use kernel::Role;
use serde_json::json;

use crate::city::{City, SHARES, WJW};

#[tokio::test]
async fn steps_come_in_order_and_by_the_initiating_department() {
    let city = City::start().await;
    assert_eq!(city.step("commit").await.refused(409), "wrong_stage");
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let path = format!("/api/draw/v1/draws/{id}/opening");
    assert_eq!(
        city.post(Role::Clerk, Some(WJW), &path, json!({})).await.refused(403),
        "not_initiating_department"
    );
    assert_eq!(city.post(Role::Office, None, &path, json!({})).await.refused(403), "role_not_allowed");
    city.step("opening").await.expect(200);
    assert_eq!(city.step("opening").await.refused(409), "wrong_stage");
    assert_eq!(city.step("commit").await.refused(409), "party_missing");
}

#[tokio::test]
async fn a_party_promises_once_and_for_itself_alone() {
    let city = City::start().await;
    city.step("opening").await.expect(200);
    let (jw, share) = SHARES[0];
    // Who is quick does not take another party's place.
    let taken = json!({"party": jw, "commitment": "0".repeat(64)});
    assert_eq!(city.party("scjg", "commitments", taken).await.refused(403), "not_a_party");
    city.promise(jw, &share).await.expect(200);
    assert_eq!(city.promise(jw, &[1; 32]).await.refused(409), "already_committed");
    let other = json!({"party": "scjg", "commitment": "0".repeat(64)});
    assert_eq!(city.party("jw", "commitments", other).await.refused(403), "not_a_party");
    let stranger = json!({"party": "nobody", "commitment": "0".repeat(64)});
    assert_eq!(city.party("nobody", "commitments", stranger).await.refused(403), "not_a_party");
    let malformed = json!({"party": "scjg", "commitment": "XYZ"});
    assert_eq!(city.party("scjg", "commitments", malformed).await.refused(422), "invalid_field");
}

#[tokio::test]
async fn a_share_that_was_not_promised_is_refused_and_the_right_one_still_counts() {
    let city = City::start().await;
    city.committed().await;
    let (jw, share) = SHARES[0];
    assert_eq!(city.reveal(jw, &[1; 32]).await.refused(422), "share_refused");
    city.reveal(jw, &share).await.expect(200);
    assert_eq!(city.reveal(jw, &share).await.refused(403), "not_a_party");
    // Nothing is drawn while a share is missing.
    assert_eq!(city.draw().await["state"], "committed");
}
