//! The console as a browser without scripts meets it: pages, forms and cookies, over the real services.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod accounts;
mod browser;
mod draws;
mod libraries;
mod plans;
mod referrals;
mod sign_in;

use browser::Browser;
use contracts::events::inspection::{FindingEvent, FindingRaised, ObjectFacts};
use kernel::{
    Clock, Id, SeededEntropy,
    codes::{ObjectKind, ResultKind},
};
use serde_json::{Value, json};
use testkit::App;

pub const REGION: &str = "410481";
pub const PASSWORD: &str = "correct horse battery";
/// Names of departments by their codes.
const DEPARTMENTS: [(&str, &str); 3] =
    [("scjg", "舞钢市市场监督管理局"), ("wjw", "舞钢市卫生健康委员会"), ("swj", "舞钢市商务局")];
const CHEAP: [(&str, &str); 2] = [("identity.argon2_memory_kib", "8"), ("identity.argon2_passes", "1")];

/// An installation that nobody has entered.
pub async fn empty() -> App {
    let modules = [identity::module(), planning::module(), referral::module()];
    App::start_sites(&modules, &[console::site()], &CHEAP).await
}

/// A region with three departments, an administrator, a clerk in each, and an office.
pub async fn town() -> App {
    furnished(empty().await, &[]).await
}

/// The same in an installation of any services, with more accounts.
pub async fn furnished(app: App, more: &[(String, Value)]) -> App {
    let code = identity::admin::init(app.context("identity")).await.unwrap();
    let asked =
        json!({"code": code, "login": "admin", "password": PASSWORD, "region": REGION, "name": "管理员"});
    app.post("", "/api/identity/v1/first-administrator", asked).await.expect(201);
    let asked = json!({"login": "admin", "password": PASSWORD});
    let session = app.post("", "/api/identity/v1/sessions", asked).await.expect(200);
    let admin = session["token"].as_str().unwrap().to_owned();
    app.post(&admin, "/api/planning/v1/regions", json!({"name": "舞钢市"})).await.expect(201);
    let mut accounts = vec![account("office", json!({"role": "office"}))];
    accounts.extend(more.iter().map(|(login, grant)| account(login, grant.clone())));
    for (short, name) in DEPARTMENTS {
        let body = json!({"short": short, "name": name, "number_prefix": "舞", "duty": "free"});
        app.post(&admin, "/api/planning/v1/departments", body).await.expect(201);
        let department = format!("{REGION}-{short}");
        accounts.push(account(&format!("clerk.{short}"), json!({"role": "clerk", "department": department})));
    }
    app.post(&admin, "/api/identity/v1/accounts", json!({"accounts": accounts})).await.expect(201);
    let rules = json!({"rules": [{"department": format!("{REGION}-wjw"), "matter": "food"}]});
    app.drain().await;
    app.post(&admin, "/api/referral/v1/routing-rules", rules).await.expect(201);
    app.drain().await;
    app
}

fn account(login: &str, grant: Value) -> Value {
    json!({"login": login, "name": "王小明", "password": PASSWORD, "grants": [grant]})
}

/// A browser that `login` has signed in with.
pub async fn signed_in(app: &App, login: &str) -> Browser {
    let mut browser = Browser::at(&app.base);
    let page = browser.post("/sign-in", &[("login", login), ("password", PASSWORD), ("next", "/")]).await;
    assert_eq!((page.status, page.location.as_str()), (303, "/"), "{}", page.text);
    browser
}

/// Raises a finding about an object of this name, and carries it to its department.
pub async fn raise(app: &App, seed: u64, matter: &str, object: &str) {
    let entropy = SeededEntropy::new(seed);
    let now = app.clock.now();
    let raised = FindingRaised {
        finding: Id::new(now, &entropy),
        visit: Id::new(now, &entropy),
        task: Id::new(now, &entropy),
        found_by: format!("{REGION}-scjg").parse().unwrap(),
        item: "scjg-01".parse().unwrap(),
        item_name: "食品经营许可".into(),
        matter: matter.into(),
        result: ResultKind::PendingFollowup,
        description: "涉嫌<b>无证</b>经营".into(),
        evidence: vec![],
        object: ObjectFacts {
            object: "91350100M000100Y43".parse().unwrap(),
            name: object.into(),
            kind: ObjectKind::Enterprise,
            place: REGION.into(),
            trade: "F5221".into(),
            approved_by: None,
        },
        formed_on: "2026-03-02".parse().unwrap(),
        rehearsal: false,
        task_title: "食品安全联合抽查".into(),
        files: Vec::new(),
    };
    let event = FindingEvent::Raised(raised.clone());
    app.publish("inspection", REGION, &raised.finding.to_string(), 1, &event).await;
    app.drain().await;
}
