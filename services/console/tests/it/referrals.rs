//! A referral by hand: received, sent back, designated, concluded.

use crate::{browser::Browser, raise, signed_in, town};

async fn first(browser: &mut Browser, list: &str) -> String {
    browser.get(list).await.links("/referrals/0").remove(0)
}

#[tokio::test]
async fn the_receiving_clerk_accepts_and_concludes() {
    let app = town().await;
    raise(&app, 1, "food", "某食品店").await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let home = browser.get("/").await;
    assert!(home.text.contains("待接收移送") && home.text.contains("余 7 个工作日"));
    let link = first(&mut browser, "/referrals").await;
    let page = browser.get(&link).await;
    assert!(page.text.contains("结果形成") && page.text.contains("第 1 日") && page.text.contains("截止"));
    let accept =
        [("key", &*page.hidden("key")), ("version", &page.hidden("version")), ("decision", "accept")];
    assert_eq!(browser.post(&link, &accept).await.location, link);
    // Pressed twice: the same answer, and nothing twice.
    assert_eq!(browser.post(&link, &accept).await.status, 303);
    let page = browser.get(&link).await;
    assert!(page.text.contains("已接收移送") && page.text.contains("立案查处"));
    let conclude = [
        ("key", &*page.hidden("key")),
        ("version", &page.hidden("version")),
        ("outcome", "no_case"),
        ("note", ""),
    ];
    let page = browser.post(&link, &conclude).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("须说明理由") && page.text.contains("value=\"no_case\" checked"));
    let page = browser.get(&link).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let conclude = [("key", &*key), ("version", &*version), ("outcome", "case_filed"), ("note", "已立案")];
    assert_eq!(browser.post(&link, &conclude).await.status, 303);
    assert!(browser.get(&link).await.text.contains("办结：立案查处"));
}

#[tokio::test]
async fn a_second_answer_from_a_stale_page_is_told_so() {
    let app = town().await;
    raise(&app, 2, "food", "某食品店").await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let link = first(&mut browser, "/referrals").await;
    let (one, two) = (browser.get(&link).await, browser.get(&link).await);
    let accept = [("key", &*one.hidden("key")), ("version", &one.hidden("version")), ("decision", "accept")];
    assert_eq!(browser.post(&link, &accept).await.status, 303);
    let again = [("key", &*two.hidden("key")), ("version", &two.hidden("version")), ("decision", "accept")];
    let page = browser.post(&link, &again).await;
    assert_eq!(page.status, 412);
    assert!(page.text.contains("已接收，办理中"));
}

#[tokio::test]
async fn sending_back_asks_for_its_basis_and_leads_to_the_proposed_department() {
    let app = town().await;
    raise(&app, 3, "food", "某食品店").await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let link = first(&mut browser, "/referrals").await;
    let page = browser.get(&link).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let typed =
        [("key", &*key), ("version", &*version), ("decision", "decline"), ("legal_basis", "不属于本部门")];
    let page = browser.post(&link, &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("请选择建议送往的部门") && page.text.contains("不属于本部门"));
    let typed = [typed[0], typed[1], typed[2], typed[3], ("proposed_owner", "410481-swj")];
    assert_eq!(browser.post(&link, &typed).await.status, 303);
    app.drain().await;
    let mut other = signed_in(&app, "clerk.swj").await;
    assert!(other.get(&link).await.text.contains("不属于本部门"));
}

#[tokio::test]
async fn the_office_designates_what_nobody_has() {
    let app = town().await;
    raise(&app, 4, "unknown", "某食品店").await;
    let mut office = signed_in(&app, "office").await;
    assert!(office.get("/").await.text.contains("待指定管辖"));
    let link = first(&mut office, "/referrals").await;
    let page = office.get(&link).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let act = format!("{link}/designation");
    let empty = office.post(&act, &[("key", &key), ("version", &version)]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text.contains("请选择指定的部门") && empty.text.contains("请写明指定理由"));
    let typed =
        [("key", &*key), ("version", &*version), ("department", "410481-swj"), ("reason", "依职责分工")];
    assert_eq!(office.post(&act, &typed).await.location, link);
    app.drain().await;
    // What the office designates is not sent back.
    let mut clerk = signed_in(&app, "clerk.swj").await;
    let page = clerk.get(&link).await;
    assert!(page.text.contains("接收移送") && !page.text.contains("建议送往"));
}

#[tokio::test]
async fn nothing_that_somebody_wrote_is_run() {
    let app = town().await;
    raise(&app, 5, "food", "<script>alert(1)</script>\" onload=\"x").await;
    let mut browser = signed_in(&app, "clerk.wjw").await;
    let link = first(&mut browser, "/referrals").await;
    for path in ["/", "/referrals", link.as_str(), "/referrals?state=&q=%22%3E%3Cscript%3E"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(
            !page.text.contains("<script>")
                && !page.text.contains("<b>无证")
                && !page.text.contains("\" onload"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn another_departments_case_has_no_form_and_takes_no_answer() {
    let app = town().await;
    raise(&app, 6, "food", "某食品店").await;
    let mut finder = signed_in(&app, "clerk.scjg").await;
    let link = first(&mut finder, "/referrals?state=").await;
    let page = finder.get(&link).await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains("<textarea") && !page.text.contains("接收移送"));
    let refused = finder.post(&link, &[("key", "abc"), ("decision", "accept")]).await;
    assert_eq!(refused.status, 403);
    let mut third = signed_in(&app, "clerk.swj").await;
    assert_eq!(third.get(&link).await.status, 404);
}

#[tokio::test]
async fn a_proposal_is_made_by_a_clerk_and_handled_by_the_office() {
    let app = town().await;
    let mut clerk = signed_in(&app, "clerk.wjw").await;
    let page = clerk.get("/proposals/new").await;
    let key = page.hidden("key");
    let long = "建".repeat(201);
    let page =
        clerk.post("/proposals/new", &[("key", &key), ("title", &long), ("text", "请统一检查口径")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains(&long) && page.text.contains("请统一检查口径"));
    let typed = [("key", &*key), ("title", "统一口径"), ("text", "请统一检查口径")];
    assert_eq!(clerk.post("/proposals/new", &typed).await.location, "/proposals");
    let mut office = signed_in(&app, "office").await;
    let link = office.get("/proposals").await.links("/proposals/0").remove(0);
    let page = office.get(&link).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let accept = [("key", &*key), ("version", &*version), ("step", "accepted"), ("note", "予以受理")];
    assert_eq!(office.post(&link, &accept).await.location, link);
    let page = clerk.get(&link).await;
    assert!(
        page.text.contains("已受理") && page.text.contains("予以受理") && !page.text.contains("<textarea")
    );
    assert_eq!(office.get("/proposals/new").await.status, 404);
}
