//! Token keys: rotated while tokens under the old one are about, and tokens that other processes must not take any more.

use std::sync::Arc;

use kernel::{Clock, MonotonicTimer};
use serde_json::{Value, json};
use testkit::App;
use web::{Keys, Peers, token::BadToken};

use super::{PASSWORD, administrator, app, clerk, sign_in};

async fn kids(app: &App) -> Vec<Value> {
    let set = app.get("", "/api/identity/v1/keys").await.expect(200);
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone()).collect()
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_is_listed_until_its_last_token_has_ended() {
    let app = app().await;
    let admin = administrator(&app).await;
    let old = kids(&app).await;
    assert_eq!(old.len(), 1);
    let path = "/api/identity/v1/keys/rotation";
    assert_eq!(app.post(&admin, path, json!({})).await.refused(422), "invalid_field");
    let rotated = app.post(&admin, path, json!({"reason": "例行更换"})).await.expect(201);
    assert_eq!(kids(&app).await, [rotated["kid"].clone(), old[0].clone()]);
    app.get(&admin, "/api/identity/v1/me").await.expect(200);
    app.clock.set("2026-03-02T01:14:59Z".parse().unwrap());
    app.get(&admin, "/api/identity/v1/me").await.expect(200);
    assert_eq!(kids(&app).await.len(), 2);
    app.clock.set("2026-03-02T01:16:01Z".parse().unwrap());
    assert_eq!(kids(&app).await, [rotated["kid"].clone()]);
    let session = sign_in(&app, "admin", PASSWORD).await.expect(200);
    let keys = Keys::new(Arc::new(MonotonicTimer::start()));
    let set = app.get("", "/api/identity/v1/keys").await.expect(200);
    keys.learn(serde_json::from_value(set).unwrap());
    assert!(keys.check(session["token"].as_str().unwrap(), app.clock.now()).is_ok());
}

/// A copy of the database signs nothing: the key to its seeds lies in the operator's file.
#[tokio::test]
async fn under_another_seal_a_new_key_signs_and_tokens_under_the_old_one_stay_good() {
    let app = app().await;
    let admin = administrator(&app).await;
    let old = kids(&app).await;
    let file = app.context("identity").database.read();
    let file = store::sql::one::<File, _>(file, "SELECT file FROM pragma_database_list", vec![]).await;
    let seal = std::path::Path::new(&file.unwrap().unwrap().file).with_file_name("identity-token.key");
    std::fs::write(seal, "07".repeat(32)).unwrap();
    let session = sign_in(&app, "admin", PASSWORD).await.expect(200);
    let now = kids(&app).await;
    assert_eq!((now.len(), &now[1]), (2, &old[0]));
    for token in [session["token"].as_str().unwrap(), &admin] {
        app.get(token, "/api/identity/v1/me").await.expect(200);
    }
}

#[derive(sea_orm::FromQueryResult)]
struct File {
    file: String,
}

#[tokio::test]
async fn another_process_learns_what_is_revoked_and_forgets_it_in_time() {
    let app = app().await;
    let admin = administrator(&app).await;
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": [clerk("wang")]})).await.expect(201);
    let session = sign_in(&app, "wang", PASSWORD).await.expect(200);
    let token = session["token"].as_str().unwrap();
    let timer = Arc::new(MonotonicTimer::start());
    let bases = [("identity".to_owned(), app.base.clone())].into();
    let secret = "a secret that services share";
    let peers = Peers::new("planning", reqwest::Client::new(), bases, secret, timer.clone());
    let keys = Keys::new(timer);
    keys.learn(peers.token_keys().await.unwrap());
    keys.revoke(peers.revoked().await.unwrap(), app.clock.now());
    assert!(keys.check(token, app.clock.now()).is_ok());
    let end = format!("/api/identity/v1/grants/{}/end", session["grant"].as_str().unwrap());
    app.post(&admin, &end, json!({"reason": "调离"})).await.expect(200);
    keys.revoke(peers.revoked().await.unwrap(), app.clock.now());
    assert_eq!(keys.check(token, app.clock.now()), Err(BadToken::Revoked));
    // A signed-in person is no service.
    assert_eq!(app.get(&admin, "/api/identity/v1/revocations").await.refused(403), "role_not_allowed");
    app.clock.set("2026-03-02T01:16:01Z".parse().unwrap());
    assert_eq!(peers.revoked().await.unwrap().revoked, []);
}
