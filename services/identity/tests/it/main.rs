//! Identity against its real database: from the one-time code to acting in a role.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod grants;
mod keys;
mod passwords;
mod people;
mod sessions;

use kernel::Role;
use serde_json::{Value, json};
use testkit::{App, Reply};

const PASSWORD: &str = "correct horse";
/// The cheapest cost that argon2 takes, so that tests are quick.
const CHEAP: [(&str, &str); 4] = [
    ("identity.argon2_memory_kib", "8"),
    ("identity.argon2_passes", "1"),
    ("identity.service_secret", "a secret that services share"),
    ("rehearsal.token", "rehearsal token"),
];

async fn app() -> App {
    App::start_with(&[identity::module()], &CHEAP).await
}

async fn sign_in(app: &App, login: &str, password: &str) -> Reply {
    app.post("", "/api/identity/v1/sessions", json!({"login": login, "password": password})).await
}

async fn administrator(app: &App) -> String {
    let code = identity::admin::init(app.context("identity")).await.unwrap();
    let asked = json!({"code": code, "login": "admin", "password": PASSWORD, "region": "410481"});
    app.post("", "/api/identity/v1/first-administrator", asked.clone()).await.expect(201);
    assert_eq!(
        app.post("", "/api/identity/v1/first-administrator", asked).await.refused(403),
        "code_invalid"
    );
    sign_in(app, "admin", PASSWORD).await.expect(200)["token"].as_str().unwrap().to_owned()
}

fn clerk(login: &str) -> Value {
    json!({"login": login, "name": "王小明", "password": PASSWORD, "grants": [
        {"role": "clerk", "department": "410481-scjg"}, {"role": "office"}]})
}

#[tokio::test]
async fn the_first_administrator_opens_accounts_and_each_acts_in_one_role_at_a_time() {
    let app = app().await;
    let admin = administrator(&app).await;
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": [clerk("wang")]})).await.expect(201);
    let session = sign_in(&app, "wang", PASSWORD).await.expect(200);
    let me = app.get(session["token"].as_str().unwrap(), "/api/identity/v1/me").await.expect(200);
    assert_eq!((&me["role"], &me["department"]), (&json!("clerk"), &json!("410481-scjg")));
    let other = json!({"refresh": session["refresh"], "grant": session["grants"][1]["grant"]});
    let session = app.post("", "/api/identity/v1/sessions/refresh", other).await.expect(200);
    let me = app.get(session["token"].as_str().unwrap(), "/api/identity/v1/me").await.expect(200);
    assert_eq!(me["role"], "office");
    let refused =
        app.post(session["token"].as_str().unwrap(), "/api/identity/v1/accounts", json!({"accounts": []}));
    assert_eq!(refused.await.refused(403), "role_not_allowed");
}

#[tokio::test]
async fn a_login_is_unique_and_a_batch_is_all_or_none() {
    let app = app().await;
    let admin = administrator(&app).await;
    let twice = json!({"accounts": [clerk("wang"), clerk("wang")]});
    assert_eq!(app.post(&admin, "/api/identity/v1/accounts", twice).await.refused(409), "login_taken");
    assert_eq!(sign_in(&app, "wang", PASSWORD).await.refused(401), "wrong_login");
}

#[tokio::test]
async fn a_login_rests_after_five_failures() {
    let app = app().await;
    administrator(&app).await;
    for _ in 0..5 {
        assert_eq!(sign_in(&app, "admin", "wrong password").await.refused(401), "wrong_login");
    }
    assert_eq!(sign_in(&app, "admin", PASSWORD).await.refused(429), "too_many_failures");
    app.clock.set("2026-03-02T01:01:00Z".parse().unwrap());
    sign_in(&app, "admin", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_token_ends_by_the_legal_clock() {
    let app = app().await;
    let admin = administrator(&app).await;
    app.clock.set("2026-03-02T01:15:00Z".parse().unwrap());
    assert_eq!(app.get(&admin, "/api/identity/v1/me").await.refused(401), "token_invalid");
}

#[tokio::test]
async fn a_rehearsal_needs_leave_and_token_and_gets_a_region_of_its_own() {
    let closed = app().await;
    let ask = async |app: &App, token: &str| {
        app.post("", "/api/identity/v1/rehearsals", json!({"token": token})).await
    };
    assert_eq!(ask(&closed, "rehearsal token").await.refused(403), "rehearsal_not_allowed");
    let open =
        App::start_with(&[identity::module()], &[&CHEAP[..], &[("rehearsal.allowed", "true")]].concat())
            .await;
    assert_eq!(ask(&open, "another token").await.refused(403), "rehearsal_not_allowed");
    let rehearsal = ask(&open, "rehearsal token").await.expect(201);
    let session =
        sign_in(&open, rehearsal["login"].as_str().unwrap(), rehearsal["password"].as_str().unwrap());
    let session = session.await.expect(200);
    assert_eq!(session["grants"][0]["region"], rehearsal["region"]);
    let elsewhere = json!({"accounts": [clerk("wang")]});
    let refused = open.post(session["token"].as_str().unwrap(), "/api/identity/v1/accounts", elsewhere).await;
    assert_eq!(refused.refused(403), "grant_elsewhere");
}

#[tokio::test]
async fn a_service_gets_its_token_by_the_shared_secret_only() {
    let app = app().await;
    let ask = async |secret: &str| {
        app.post("", "/api/identity/v1/service-tokens", json!({"service": "draw", "secret": secret})).await
    };
    assert_eq!(ask("guess").await.refused(403), "service_secret_invalid");
    let token = ask("a secret that services share").await.expect(200);
    let me = app.get(token["token"].as_str().unwrap(), "/api/identity/v1/me").await.expect(200);
    assert_eq!(me["role"], "system");
}

#[tokio::test]
async fn the_journal_holds_neither_names_nor_passwords() {
    let app = app().await;
    let admin = administrator(&app).await;
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": [clerk("wang")]})).await.expect(201);
    app.drain().await;
    let auditor = app.token(Role::Auditor, "410481", None);
    let journal = app.get(&auditor, "/api/identity/v1/journal").await;
    // The auditor's token is of another key than identity's own, so the journal is read beside HTTP.
    assert_eq!(journal.status, 401);
    let region = "410481".parse().unwrap();
    let entries = store::journal::after(app.context("identity"), &region, 0, 100).await.unwrap();
    let text = serde_json::to_string(&entries).unwrap();
    assert!(entries.len() >= 4 && text.contains("account-opened"));
    assert!(!text.contains("王小明") && !text.contains(PASSWORD));
}
