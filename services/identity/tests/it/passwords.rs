//! Changing a password.

use serde_json::{Value, json};
use testkit::{App, Reply};

use super::{PASSWORD, administrator, app, clerk, sign_in};

const NEW: &str = "battery staple";

async fn change(app: &App, token: &str, old: &str, new: &str) -> Reply {
    app.post(token, "/api/identity/v1/me/password", json!({"old": old, "new": new})).await
}

async fn wang(app: &App) -> Value {
    let admin = administrator(app).await;
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": [clerk("wang")]})).await.expect(201);
    sign_in(app, "wang", PASSWORD).await.expect(200)
}

fn token(session: &Value) -> &str {
    session["token"].as_str().unwrap()
}

#[tokio::test]
async fn a_changed_password_ends_every_session_and_its_tokens() {
    let app = app().await;
    let first = wang(&app).await;
    let second = sign_in(&app, "wang", PASSWORD).await.expect(200);
    let other = sign_in(&app, "admin", PASSWORD).await.expect(200);
    let changed = change(&app, token(&first), PASSWORD, NEW).await.expect(200);
    assert_eq!(changed["sessions_ended"], 2);
    for session in [&first, &second] {
        assert_eq!(app.get(token(session), "/api/identity/v1/me").await.refused(401), "token_invalid");
        let refresh = json!({"refresh": session["refresh"]});
        let refused = app.post("", "/api/identity/v1/sessions/refresh", refresh).await;
        assert_eq!(refused.refused(401), "session_invalid");
    }
    app.get(token(&other), "/api/identity/v1/me").await.expect(200);
    assert_eq!(sign_in(&app, "wang", PASSWORD).await.refused(401), "wrong_login");
    let session = sign_in(&app, "wang", NEW).await.expect(200);
    app.get(token(&session), "/api/identity/v1/me").await.expect(200);
}

#[tokio::test]
async fn the_old_password_is_needed_and_guessing_it_makes_the_login_rest() {
    let app = app().await;
    let session = wang(&app).await;
    for _ in 0..5 {
        assert_eq!(change(&app, token(&session), "a wrong guess", NEW).await.refused(403), "password_wrong");
    }
    assert_eq!(change(&app, token(&session), PASSWORD, NEW).await.refused(429), "too_many_failures");
    assert_eq!(sign_in(&app, "wang", PASSWORD).await.refused(429), "too_many_failures");
    app.clock.set("2026-03-02T01:01:00Z".parse().unwrap());
    change(&app, token(&session), PASSWORD, NEW).await.expect(200);
}

#[tokio::test]
async fn a_new_password_has_its_form_and_is_another() {
    let app = app().await;
    let session = wang(&app).await;
    assert_eq!(change(&app, token(&session), PASSWORD, "short").await.refused(422), "invalid_field");
    assert_eq!(change(&app, token(&session), PASSWORD, PASSWORD).await.refused(422), "invalid_field");
    assert_eq!(change(&app, "", PASSWORD, NEW).await.refused(401), "unauthenticated");
    sign_in(&app, "wang", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn no_password_is_in_the_journal_or_the_saved_answers() {
    let app = app().await;
    let session = wang(&app).await;
    let body = json!({"old": PASSWORD, "new": NEW});
    let path = "/api/identity/v1/me/password";
    app.post_with(token(&session), path, body, &[("Idempotency-Key", "once")]).await.expect(200);
    let region = "410481".parse().unwrap();
    app.drain().await;
    let entries = store::journal::after(app.context("identity"), &region, 0, 100).await.unwrap();
    let text = serde_json::to_string(&entries).unwrap();
    assert!(text.contains("password-changed") && !text.contains(NEW) && !text.contains(PASSWORD));
}
