//! The administrator's pages.

use crate::{PASSWORD, signed_in, town};

#[tokio::test]
async fn an_account_is_opened_works_and_loses_its_role() {
    let app = town().await;
    let mut admin = signed_in(&app, "admin").await;
    let page = admin.get("/accounts/new").await;
    let key = page.hidden("key");
    let bad =
        [("key", &*key), ("login", "x"), ("name", "李某"), ("role", "clerk"), ("password", "0123456789")];
    let page = admin.post("/accounts/new", &bad).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("value=\"李某\"") && !page.text.contains("0123456789"));
    let key = page.hidden("key");
    let typed = [
        ("key", &*key),
        ("login", "li.mou"),
        ("name", "李某"),
        ("role", "clerk"),
        ("department", "410481-swj"),
        ("password", PASSWORD),
    ];
    assert_eq!(admin.post("/accounts/new", &typed).await.location, "/accounts");
    let list = admin.get("/accounts?q=li.mou").await;
    assert!(list.text.contains("li.mou") && list.text.contains("部门经办人 · 舞钢市商务局 · 长期"));
    let mut li = signed_in(&app, "li.mou").await;
    assert_eq!(li.get("/").await.status, 200);
    let end = list.links("/accounts/grants/").remove(0);
    let page = admin.get(&end).await;
    let key = page.hidden("key");
    assert_eq!(admin.post(&end, &[("key", &key), ("reason", " ")]).await.status, 422);
    assert_eq!(admin.post(&end, &[("key", &key), ("reason", "调离")]).await.location, "/accounts");
    // Nothing is left to act as: the next page asks for a sign-in.
    let mut again = crate::browser::Browser::at(&app.base);
    let form = [("login", "li.mou"), ("password", PASSWORD), ("next", "/")];
    assert_eq!(again.post("/sign-in", &form).await.status, 403);
}

#[tokio::test]
async fn the_navigation_holds_what_the_role_may_open_and_nothing_else() {
    let app = town().await;
    for (login, has, lacks) in [
        ("admin", "/accounts", "/referrals"),
        ("clerk.swj", "/referrals", "/accounts"),
        ("office", "/alerts", "/dead-letters"),
    ] {
        let page = signed_in(&app, login).await.get("/").await;
        assert!(!page.links(has).is_empty(), "{login} lacks {has}");
        assert!(page.links(lacks).is_empty(), "{login} has {lacks}");
    }
}

#[tokio::test]
async fn the_first_administrator_is_entered_by_hand_and_only_once() {
    let app = crate::empty().await;
    let code = identity::admin::init(app.context("identity")).await.unwrap();
    let mut browser = crate::browser::Browser::at(&app.base);
    let page = browser.get("/first-administrator?region=410481").await;
    assert!(page.text.contains("value=\"410481\""));
    let rest = [("region", "４１０４８１"), ("login", "Admin"), ("name", "赵某"), ("password", PASSWORD)];
    let with = |code| [[("code", code)].as_slice(), &rest].concat();
    let page = browser.post("/first-administrator", &with("no such code")).await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains("value=\"赵某\"") && !page.text.contains(PASSWORD));
    let right = with(&code);
    assert_eq!(browser.post("/first-administrator", &right).await.location, "/");
    assert!(browser.get("/").await.text.contains("系统管理员"));
    assert_eq!(browser.post("/first-administrator", &right).await.status, 403);
}

#[tokio::test]
async fn an_administrator_sets_up_departments_and_rules_by_hand() {
    let app = town().await;
    let mut admin = signed_in(&app, "admin").await;
    let page = admin.get("/departments").await;
    let key = page.hidden("key");
    let wrong = [
        ("key", &*key),
        ("name", "应急管理局"),
        ("short", "应急"),
        ("duty", "initiate"),
        ("number_prefix", ""),
    ];
    let page = admin.post("/departments/new", &wrong).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("value=\"应急管理局\"") && page.text.contains("请填写文号机关代字"));
    let right = [
        ("key", &*page.hidden("key")),
        ("name", "应急管理局"),
        ("short", "YJ"),
        ("duty", "initiate"),
        ("number_prefix", "舞应急"),
    ];
    assert_eq!(admin.post("/departments/new", &right).await.location, "/departments");
    assert!(admin.get("/departments").await.text.contains("应急管理局"));
    app.drain().await;
    let page = admin.get("/routing-rules").await;
    assert!(page.text.contains("舞钢市卫生健康委员会,food"));
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let lines = "yj,safety\n舞钢市卫生健康委员会，food";
    let unticked = [("key", &*key), ("version", &*version), ("lines", lines)];
    let page = admin.post("/routing-rules", &unticked).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("yj,safety"));
    let ticked = [("key", &*key), ("version", &*version), ("lines", lines), ("agreed", "on")];
    assert_eq!(admin.post("/routing-rules", &ticked).await.location, "/routing-rules");
    let page = admin.get("/routing-rules").await;
    assert!(page.text.contains("第 2 版") && page.text.contains("应急管理局"));
    // Whoever began from the version before is told, and replaces nothing.
    let stale = [("key", "another"), ("version", &*version), ("lines", "yj"), ("agreed", "on")];
    assert_eq!(admin.post("/routing-rules", &stale).await.status, 412);
}

#[tokio::test]
async fn the_calendar_says_which_days_count() {
    let app = town().await;
    let page = signed_in(&app, "admin").await.get("/calendar?year=2026").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("国庆") && page.text.contains("调休上班"));
}
