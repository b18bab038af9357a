//! Who is who: names for colleagues, accounts as their administrator looks for them.

use serde_json::{Value, json};
use testkit::App;

use super::{PASSWORD, administrator, app, sign_in};

const ACCOUNTS: &str = "/api/identity/v1/accounts";

async fn open(app: &App, admin: &str, login: &str, name: &str, grants: Value) -> String {
    let account = json!({"login": login, "name": name, "password": PASSWORD, "grants": grants});
    let opened = app.post(admin, ACCOUNTS, json!({"accounts": [account]})).await.expect(201);
    opened["accounts"][0]["account"].as_str().unwrap().to_owned()
}

async fn token(app: &App, login: &str) -> String {
    sign_in(app, login, PASSWORD).await.expect(200)["token"].as_str().unwrap().to_owned()
}

async fn people(app: &App, token: &str, ids: &[&str]) -> Value {
    let path = format!("/api/identity/v1/people?ids={}", ids.join(","));
    app.get(token, &path).await.expect(200)["items"].clone()
}

/// An administrator of another region.
async fn elsewhere(app: &App) -> String {
    let code = identity::admin::init(app.context("identity")).await.unwrap();
    let other = json!({"code": code, "login": "other", "password": PASSWORD, "region": "410482"});
    app.post("", "/api/identity/v1/first-administrator", other).await.expect(201);
    token(app, "other").await
}

#[tokio::test]
async fn colleagues_are_named_and_nobody_else() {
    let app = app().await;
    let admin = administrator(&app).await;
    let clerk = json!([{"role": "clerk", "department": "410481-scjg"}]);
    let wang = open(&app, &admin, "wang", "王小明", clerk).await;
    let li = open(&app, &admin, "lisi", "李四", json!([{"role": "representative"}])).await;
    let unknown = "0192f1c2-7b6e-7c3a-9d54-3f1a2b4c5d6e";
    let ids = [wang.as_str(), &li, unknown];
    let named = json!([{"account": wang, "login": "wang", "name": "王小明"}]);
    assert_eq!(people(&app, &admin, &ids).await, named);
    assert_eq!(people(&app, &token(&app, "wang").await, &ids).await, named);
    assert_eq!(people(&app, &elsewhere(&app).await, &ids).await, json!([]));
    let path = format!("/api/identity/v1/people?ids={wang}");
    assert_eq!(app.get(&token(&app, "lisi").await, &path).await.refused(403), "role_not_allowed");
    let many = vec![unknown; 101].join(",");
    for ids in ["", "wang", &many] {
        let refused = app.get(&admin, &format!("/api/identity/v1/people?ids={ids}")).await;
        assert_eq!(refused.refused(422), "invalid_field");
    }
}

#[tokio::test]
async fn one_who_left_office_is_still_named_and_one_who_was_forgotten_is_not() {
    let app = app().await;
    let admin = administrator(&app).await;
    let wang = open(&app, &admin, "wang", "王小明", json!([{"role": "auditor"}])).await;
    let session = sign_in(&app, "wang", PASSWORD).await.expect(200);
    let end = format!("/api/identity/v1/grants/{}/end", session["grant"].as_str().unwrap());
    app.post(&admin, &end, json!({"reason": "调离"})).await.expect(200);
    assert_eq!(people(&app, &admin, &[&wang]).await[0]["name"], "王小明");
    let transaction = app.context("identity").database.begin().await.unwrap();
    store::sql::execute(&transaction, "DELETE FROM person_key", vec![]).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(people(&app, &admin, &[&wang]).await, json!([{"account": wang, "login": "wang"}]));
}

#[tokio::test]
async fn one_knows_ones_own_name() {
    let app = app().await;
    let admin = administrator(&app).await;
    let wang = open(&app, &admin, "wang", "王小明", json!([{"role": "representative"}])).await;
    let me = app.get(&token(&app, "wang").await, "/api/identity/v1/me").await.expect(200);
    let expected = json!({"account": wang, "role": "representative", "region": "410481", "login": "wang", "name": "王小明"});
    assert_eq!(me, expected);
}

#[tokio::test]
async fn accounts_are_found_by_login_and_by_what_they_were_given() {
    let app = app().await;
    let admin = administrator(&app).await;
    let grant = |role: &str, short: &str| json!({"role": role, "department": format!("410481-{short}")});
    open(&app, &admin, "wang.xm", "王小明", json!([grant("clerk", "scjg"), grant("principal", "wjw")])).await;
    open(&app, &admin, "li_si", "李四", json!([grant("clerk", "wjw")])).await;
    open(&app, &admin, "lixsi", "李五", json!([{"role": "draw_party", "department": "410481-jw"}])).await;
    let found = async |query: &str| {
        let listed = app.get(&admin, &format!("{ACCOUNTS}?{query}")).await.expect(200);
        let items = listed["items"].as_array().unwrap().clone();
        assert_eq!(listed["total"], items.len(), "{query}");
        let mut logins: Vec<_> =
            items.iter().map(|item| item["login"].as_str().unwrap().to_owned()).collect();
        // Made within one moment, they come in no order of their own.
        logins.sort();
        logins
    };
    assert_eq!(found("").await.len(), 4);
    assert_eq!(found("q=LI_").await, ["li_si"]);
    assert_eq!(found("role=clerk").await, ["li_si", "wang.xm"]);
    assert_eq!(found("department=410481-wjw").await, ["li_si", "wang.xm"]);
    assert_eq!(found("role=clerk&department=410481-wjw").await, ["li_si"]);
    assert_eq!(found("role=draw_party&q=li").await, ["lixsi"]);
    assert_eq!(found("role=office").await, [""; 0]);
    assert_eq!(app.get(&admin, &format!("{ACCOUNTS}?role=king")).await.refused(422), "invalid_field");
    let session = sign_in(&app, "li_si", PASSWORD).await.expect(200);
    let end = format!("/api/identity/v1/grants/{}/end", session["grant"].as_str().unwrap());
    app.post(&admin, &end, json!({"reason": "调离"})).await.expect(200);
    assert_eq!(found("role=clerk").await, ["wang.xm"], "an ended grant is none");
}
