//! Accounts in a town of their own: powerful roles asked for by one, given or refused by another.

use serde_json::{Value, json};

use crate::city::{City, REGION};

const PASSWORD: &str = "correct-horse-battery";

/// Two administrators, an office that was given and a principal that was refused.
pub async fn opened() -> City {
    let town = City::of(&[identity::module()]).await;
    let code = identity::admin::init(town.app.context("identity")).await.unwrap();
    let first = json!({"code": code, "login": "first", "password": PASSWORD, "region": REGION});
    town.app.post("", "/api/identity/v1/first-administrator", first).await.expect(201);
    let (first, grants) = (token(&town, "first").await, json!([{"role": "administrator"}]));
    open(&town, &first, "second", grants).await;
    let second = token(&town, "second").await;
    let principal = json!({"role": "principal", "department": "410481-scjg"});
    let opened = open(&town, &first, "third", json!([{"role": "office"}, principal])).await;
    let path = |place: usize, end: &str| {
        format!("/api/identity/v1/grant-requests/{}/{end}", opened["asked"][place].as_str().unwrap())
    };
    town.app.post(&second, &path(0, "approval"), json!({})).await.expect(200);
    town.app.post(&second, &path(1, "refusal"), json!({"reason": "任职文件未到"})).await.expect(200);
    town
}

async fn open(town: &City, by: &str, login: &str, grants: Value) -> Value {
    let account = json!({"login": login, "name": "李四", "password": PASSWORD, "grants": grants});
    let opened = town.app.post(by, "/api/identity/v1/accounts", json!({"accounts": [account]})).await;
    opened.expect(201)["accounts"][0].clone()
}

async fn token(town: &City, login: &str) -> String {
    let session = json!({"login": login, "password": PASSWORD});
    let session = town.app.post("", "/api/identity/v1/sessions", session).await.expect(200);
    session["token"].as_str().unwrap().to_owned()
}
