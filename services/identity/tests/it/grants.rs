//! Grants after the opening: given by two persons, ended for good.

use serde_json::{Value, json};
use testkit::App;

use super::{PASSWORD, administrator, app, clerk, sign_in};

const REQUESTS: &str = "/api/identity/v1/grant-requests";

struct Town {
    app: App,
    /// The first administrator's token.
    admin: String,
}

impl Town {
    async fn start() -> Self {
        let app = app().await;
        let admin = administrator(&app).await;
        Self { app, admin }
    }

    async fn open(&self, by: &str, login: &str, grants: Value) -> Value {
        let account = json!({"login": login, "name": "李四", "password": PASSWORD, "grants": grants});
        let opened = self.app.post(by, "/api/identity/v1/accounts", json!({"accounts": [account]})).await;
        opened.expect(201)["accounts"][0].clone()
    }

    async fn token(&self, login: &str) -> String {
        sign_in(&self.app, login, PASSWORD).await.expect(200)["token"].as_str().unwrap().to_owned()
    }

    /// A second administrator's token; from now on powerful roles need two persons.
    async fn second(&self) -> String {
        let opened = self.open(&self.admin, "second", json!([{"role": "administrator"}])).await;
        assert_eq!(opened["grants"].as_array().unwrap().len(), 1, "the only administrator acts alone");
        self.token("second").await
    }

    async fn approve(&self, by: &str, request: &Value) -> testkit::Reply {
        let path = format!("{REQUESTS}/{}/approval", request.as_str().unwrap());
        self.app.post(by, &path, json!({})).await
    }
}

#[tokio::test]
async fn a_powerful_role_is_given_by_two_persons_once_there_are_two_administrators() {
    let town = Town::start().await;
    let second = town.second().await;
    let opened = town.open(&town.admin, "boss", json!([{"role": "office"}, {"role": "auditor"}])).await;
    assert_eq!(opened["grants"].as_array().unwrap().len(), 1, "the auditor only");
    let request = &opened["asked"][0];
    assert_eq!(town.approve(&town.admin, request).await.refused(403), "approver_is_requester");
    let waits = async |token: &str| town.app.waiting(token, "identity").await;
    assert_eq!(waits(&town.admin).await, [""; 0], "who asks is not waited for");
    assert_eq!(waits(&second).await, ["grant_approval"]);
    let listed = town.app.get(&second, REQUESTS).await.expect(200);
    assert_eq!(
        (&listed["items"][0]["login"], &listed["items"][0]["state"]),
        (&json!("boss"), &json!("asked"))
    );
    town.approve(&second, request).await.expect(200);
    assert_eq!(waits(&second).await, [""; 0]);
    assert_eq!(town.approve(&second, request).await.refused(409), "request_decided");
    let session = sign_in(&town.app, "boss", PASSWORD).await.expect(200);
    let grants = session["grants"].as_array().unwrap();
    assert_eq!(
        grants.iter().map(|grant| grant["role"].as_str().unwrap()).collect::<Vec<_>>(),
        ["auditor", "office"]
    );
    let me = town.app.get(&town.token("boss").await, "/api/identity/v1/me").await.expect(200);
    assert_eq!(me["role"], "auditor");
}

#[tokio::test]
async fn the_office_is_a_second_person_and_a_refused_role_is_not_given() {
    let town = Town::start().await;
    town.open(&town.admin, "office", json!([{"role": "office"}])).await;
    town.second().await;
    let office = town.token("office").await;
    let opened = town.open(&town.admin, "boss", json!([])).await;
    let grant = json!({"role": "principal", "department": "410481-scjg"});
    let asked = json!({"account": opened["account"], "grant": grant, "reason": "任主要负责人"});
    let first = town.app.post(&town.admin, "/api/identity/v1/grants", asked.clone()).await.expect(201);
    assert_eq!(first["state"], "asked");
    let refusal = format!("{REQUESTS}/{}/refusal", first["request"].as_str().unwrap());
    town.app.post(&office, &refusal, json!({"reason": "任职文件未到"})).await.expect(200);
    assert_eq!(town.approve(&office, &first["request"]).await.refused(409), "request_decided");
    assert_eq!(sign_in(&town.app, "boss", PASSWORD).await.refused(403), "no_such_grant");
    let again = town.app.post(&town.admin, "/api/identity/v1/grants", asked).await.expect(201);
    town.approve(&office, &again["request"]).await.expect(200);
    let me = town.app.get(&town.token("boss").await, "/api/identity/v1/me").await.expect(200);
    assert_eq!(me["role"], "principal");
}

#[tokio::test]
async fn who_would_get_the_role_does_not_give_it() {
    let town = Town::start().await;
    let second = town.second().await;
    let accounts = town.app.get(&town.admin, "/api/identity/v1/accounts").await.expect(200);
    let own = accounts["items"].as_array().unwrap().iter().find(|row| row["login"] == "second").unwrap();
    let asked = json!({"account": own["account"], "grant": {"role": "office"}, "reason": "兼任"});
    let asked = town.app.post(&town.admin, "/api/identity/v1/grants", asked).await.expect(201);
    assert_eq!(town.approve(&second, &asked["request"]).await.refused(403), "approver_is_requester");
}

#[tokio::test]
async fn a_plain_role_needs_one_person_and_a_look_from_elsewhere_finds_nothing() {
    let town = Town::start().await;
    town.second().await;
    let opened = town.open(&town.admin, "boss", json!([])).await;
    let grant = json!({"role": "clerk", "department": "410481-scjg"});
    let asked = json!({"account": opened["account"], "grant": grant, "reason": "新任经办人"});
    let given = town.app.post(&town.admin, "/api/identity/v1/grants", asked.clone()).await.expect(201);
    assert_eq!(given["state"], "in_force");
    let office = json!({"account": opened["account"], "grant": {"role": "office"}, "reason": "兼任"});
    let waiting = town.app.post(&town.admin, "/api/identity/v1/grants", office).await.expect(201);
    let code = identity::admin::init(town.app.context("identity")).await.unwrap();
    let other = json!({"code": code, "login": "other", "password": PASSWORD, "region": "410482"});
    town.app.post("", "/api/identity/v1/first-administrator", other).await.expect(201);
    let other = town.token("other").await;
    let theirs = town.app.get(&other, "/api/identity/v1/accounts").await.expect(200);
    assert_eq!((&theirs["total"], &theirs["items"][0]["login"]), (&json!(1), &json!("other")));
    assert_eq!(town.app.get(&other, REQUESTS).await.expect(200)["total"], 0);
    assert_eq!(town.approve(&other, &waiting["request"]).await.refused(404), "not_found");
    assert_eq!(town.app.post(&other, "/api/identity/v1/grants", asked).await.refused(404), "not_found");
    let end = format!("/api/identity/v1/grants/{}/end", given["grant"]["grant"].as_str().unwrap());
    assert_eq!(town.app.post(&other, &end, json!({"reason": "调离"})).await.refused(404), "not_found");
}

#[tokio::test]
async fn an_ended_grant_ends_its_tokens_at_once_and_stays_on_record() {
    let town = Town::start().await;
    let account = json!({"accounts": [clerk("wang")]});
    town.app.post(&town.admin, "/api/identity/v1/accounts", account).await.expect(201);
    let session = sign_in(&town.app, "wang", PASSWORD).await.expect(200);
    let token = session["token"].as_str().unwrap();
    let grant = session["grant"].as_str().unwrap();
    let end = format!("/api/identity/v1/grants/{grant}/end");
    assert_eq!(town.app.post(&town.admin, &end, json!({"reason": ""})).await.refused(422), "invalid_field");
    town.app.get(token, "/api/identity/v1/me").await.expect(200);
    town.app.post(&town.admin, &end, json!({"reason": "调离"})).await.expect(200);
    assert_eq!(town.app.get(token, "/api/identity/v1/me").await.refused(401), "token_invalid");
    let refresh = json!({"refresh": session["refresh"], "grant": grant});
    let refused = town.app.post("", "/api/identity/v1/sessions/refresh", refresh).await;
    assert_eq!(refused.refused(403), "no_such_grant");
    // The other role of the same person goes on.
    let other = json!({"refresh": session["refresh"]});
    let other = town.app.post("", "/api/identity/v1/sessions/refresh", other).await.expect(200);
    let me = town.app.get(other["token"].as_str().unwrap(), "/api/identity/v1/me").await.expect(200);
    assert_eq!(me["role"], "office");
    assert_eq!(town.app.post(&town.admin, &end, json!({"reason": "调离"})).await.refused(409), "grant_ended");
    let account = session["account"].as_str().unwrap();
    let trail = store::journal::timeline(town.app.context("identity"), account).await.unwrap();
    let ended = trail.last().unwrap();
    assert_eq!(
        (ended.event.kind(), ended.event.reason.as_deref()),
        ("suiji.identity.grant-ended.v1", Some("调离"))
    );
}

#[tokio::test]
async fn the_last_administrator_of_a_region_stays() {
    let town = Town::start().await;
    let accounts = town.app.get(&town.admin, "/api/identity/v1/accounts").await.expect(200);
    let own = accounts["items"][0]["grants"][0]["grant"].as_str().unwrap().to_owned();
    let end = format!("/api/identity/v1/grants/{own}/end");
    let last = town.app.post(&town.admin, &end, json!({"reason": "离任"})).await;
    assert_eq!(last.refused(409), "last_administrator");
    town.app.get(&town.admin, "/api/identity/v1/me").await.expect(200);
    let second = town.second().await;
    town.app.post(&second, &end, json!({"reason": "离任"})).await.expect(200);
    assert_eq!(town.app.get(&town.admin, "/api/identity/v1/me").await.refused(401), "token_invalid");
}
