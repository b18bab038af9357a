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
