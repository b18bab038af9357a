//! Signing in and out, and what stands between a page and those it is not for.

use crate::{PASSWORD, browser::Browser, signed_in, town};

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_it_and_back() {
    let app = town().await;
    let mut browser = Browser::at(&app.base);
    let page = browser.get("/referrals?state=delivered").await;
    assert_eq!(
        (page.status, page.location.as_str()),
        (303, "/sign-in?next=%2Freferrals%3Fstate%3Ddelivered")
    );
    let next = "/referrals?state=delivered";
    let form = [("login", "CLERK.wjw"), ("password", PASSWORD), ("next", next)];
    let page = browser.post("/sign-in", &form).await;
    assert_eq!((page.status, page.location.as_str()), (303, next));
    let page = browser.get(next).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("舞钢市卫生健康委员会") && page.text.contains("部门经办人"));
}

#[tokio::test]
async fn a_wrong_password_keeps_the_login_and_says_no_more_than_it_must() {
    let app = town().await;
    let mut browser = Browser::at(&app.base);
    let page =
        browser.post("/sign-in", &[("login", "clerk.wjw"), ("password", "wrong"), ("next", "/")]).await;
    assert_eq!(page.status, 401);
    assert!(page.text.contains("value=\"clerk.wjw\"") && !page.text.contains("wrong"));
    let nobody = browser.post("/sign-in", &[("login", "nobody"), ("password", "wrong"), ("next", "/")]).await;
    assert_eq!(nobody.status, 401);
    assert_eq!(nobody.text.replace("nobody", "clerk.wjw"), page.text);
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let app = town().await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let kept = browser.cookie("suiji").unwrap().clone();
    let refresh = kept.split('.').next().unwrap().to_owned();
    assert_eq!(browser.post("/sign-out", &[]).await.location, "/sign-in");
    assert!(browser.cookie("suiji").is_none());
    let body = serde_json::json!({"refresh": refresh});
    assert_eq!(app.post("", "/api/identity/v1/sessions/refresh", body).await.refused(401), "session_invalid");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let app = town().await;
    let mut browser = Browser::at(&app.base);
    let page = browser.post("/sign-in", &[("login", "office"), ("password", PASSWORD), ("next", "/")]).await;
    let set = page.headers["set-cookie"].to_str().unwrap();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
    let page = browser.get("/").await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"));
    assert!(
        !page.text.contains("<script>") && !page.text.contains(" style=") && !page.text.contains("onclick")
    );
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let app = town().await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let page = browser.post_from("https://evil.example", "/sign-out", &[]).await;
    assert_eq!(page.status, 403);
    assert_eq!(browser.get("/").await.status, 200);
}

#[tokio::test]
async fn a_form_whose_session_has_ended_is_kept_and_sent_on_by_its_sender() {
    let app = town().await;
    crate::raise(&app, 7, "food", "某食品店").await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let link = browser.get("/referrals").await.links("/referrals/0").remove(0);
    let page = browser.get(&link).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    browser.forget();
    let typed = [
        ("key", key.as_str()),
        ("version", &version),
        ("decision", "accept"),
        ("legal_basis", "《食品安全法》\"第三十五条\""),
    ];
    let page = browser.post(&link, &typed).await;
    assert_eq!(page.status, 401);
    assert!(page.text.contains("已保留"));
    let draft = page.hidden("draft").replace("&#38;", "&");
    let form = [("login", "clerk.wjw"), ("password", PASSWORD), ("next", link.as_str()), ("draft", &draft)];
    let page = browser.post("/sign-in", &form).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains(&format!("action=\"{link}\"")) && page.text.contains("《食品安全法》"));
    assert_eq!((page.hidden("key"), page.hidden("decision")), (key.clone(), "accept".to_owned()));
    // Not sent by itself: the case is as it was until the person presses.
    assert!(browser.get(&link).await.text.contains("待接收"));
    assert_eq!(browser.post(&link, &typed).await.status, 303);
    assert!(browser.get(&link).await.text.contains("已接收移送"));
}

#[tokio::test]
async fn a_page_that_is_not_there_or_not_for_one_says_the_same() {
    let app = town().await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    for path in [
        "/accounts",
        "/dead-letters",
        "/alerts",
        "/referrals/01a213ed-8893-7b13-85f6-9109a4a37cd7",
        "/referrals/..%2F",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text.contains("返回工作台"), "{path}");
    }
}
