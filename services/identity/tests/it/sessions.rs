//! Sessions: a refresh stays with its grant, grants that are not in force are not offered, and a session that is ended is over.

use serde_json::{Value, json};
use testkit::App;

use super::{PASSWORD, administrator, app, clerk, sign_in};

async fn wang(app: &App) -> Value {
    let admin = administrator(app).await;
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": [clerk("wang")]})).await.expect(201);
    sign_in(app, "wang", PASSWORD).await.expect(200)
}

async fn refresh(app: &App, session: &Value, grant: Option<&Value>) -> testkit::Reply {
    let mut body = json!({"refresh": session["refresh"]});
    if let Some(grant) = grant {
        body["grant"] = grant.clone();
    }
    app.post("", "/api/identity/v1/sessions/refresh", body).await
}

fn token(session: &Value) -> &str {
    session["token"].as_str().unwrap()
}

#[tokio::test]
async fn a_refresh_stays_with_the_grant_that_was_named_last() {
    let app = app().await;
    let session = wang(&app).await;
    assert_eq!(refresh(&app, &session, None).await.expect(200)["grant"], session["grant"]);
    let office = &session["grants"][1]["grant"];
    assert_eq!(refresh(&app, &session, Some(office)).await.expect(200)["grant"], *office);
    let again = refresh(&app, &session, None).await.expect(200);
    assert_eq!(again["grant"], *office);
    let me = app.get(token(&again), "/api/identity/v1/me").await.expect(200);
    assert_eq!(me["role"], "office");
    // A session that was opened as the second role begins with it.
    let second = json!({"login": "wang", "password": PASSWORD, "grant": office});
    let second = app.post("", "/api/identity/v1/sessions", second).await.expect(200);
    assert_eq!(refresh(&app, &second, None).await.expect(200)["grant"], *office);
}

#[tokio::test]
async fn only_grants_in_force_are_offered() {
    let app = app().await;
    let admin = administrator(&app).await;
    let grants = json!([
        {"role": "auditor", "until": "2026-03-02"}, {"role": "observer", "from": "2026-03-03"},
        {"role": "clerk", "department": "410481-scjg"}]);
    let account = json!({"login": "wang", "name": "王小明", "password": PASSWORD, "grants": grants});
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": [account]})).await.expect(201);
    let roles = |session: &Value| {
        let grants = session["grants"].as_array().unwrap();
        grants.iter().map(|grant| grant["role"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let session = sign_in(&app, "wang", PASSWORD).await.expect(200);
    assert_eq!(roles(&session), ["auditor", "clerk"]);
    app.clock.set("2026-03-02T16:30:00Z".parse().unwrap());
    assert_eq!(refresh(&app, &session, None).await.refused(401), "session_invalid", "twelve hours are over");
    let session = sign_in(&app, "wang", PASSWORD).await.expect(200);
    assert_eq!(roles(&session), ["observer", "clerk"]);
}

#[tokio::test]
async fn an_ended_session_is_over_at_once_and_the_others_go_on() {
    let app = app().await;
    let (first, second) = (wang(&app).await, sign_in(&app, "wang", PASSWORD).await.expect(200));
    let end = json!({"refresh": first["refresh"]});
    let path = "/api/identity/v1/sessions/end";
    let ended = app.post("", path, end.clone()).await;
    assert_eq!((ended.status, ended.bytes.len()), (204, 0));
    assert_eq!(app.get(token(&first), "/api/identity/v1/me").await.refused(401), "token_invalid");
    assert_eq!(refresh(&app, &first, None).await.refused(401), "session_invalid");
    app.get(token(&second), "/api/identity/v1/me").await.expect(200);
    let fresh = refresh(&app, &second, None).await.expect(200);
    app.get(token(&fresh), "/api/identity/v1/me").await.expect(200);
    // Once more, and one that never was: nothing is told by the answer, nothing is journalled.
    assert_eq!(app.post("", path, end).await.status, 204);
    assert_eq!(app.post("", path, json!({"refresh": "guess"})).await.status, 204);
    let account = first["account"].as_str().unwrap();
    let trail = store::journal::timeline(app.context("identity"), account).await.unwrap();
    let closed: Vec<_> =
        trail.iter().filter(|entry| entry.event.event.kind == "suiji.identity.session-closed.v1").collect();
    assert_eq!(closed.len(), 1);
    assert_eq!(closed[0].event.actor.to_string(), account);
}
