//! The catalogue, a plan and a scheme by hand: from the first draft to what a release still lacks.

use serde_json::json;
use testkit::App;

use crate::{PASSWORD, account, browser::Browser, signed_in, town};

const CATALOGUE: &str = "scjg-01\t<b>食品</b>经营许可\t410481-scjg\t食品安全法\t企业\t\tfood\t查验证照\t2026-1\t\n\
                         wjw-01\t公共场所卫生\t410481-wjw\t公共场所卫生管理条例\t企业、个体工商户\t\thealth\t查看记录\t2026-1\t";

/// The town with a principal in two departments.
async fn staffed() -> App {
    let app = town().await;
    let asked = json!({"login": "admin", "password": PASSWORD});
    let session = app.post("", "/api/identity/v1/sessions", asked).await.expect(200);
    let of = |short: &str| {
        let grant = json!({"role": "principal", "department": format!("410481-{short}")});
        account(&format!("principal.{short}"), grant)
    };
    let accounts = json!({"accounts": [of("scjg"), of("wjw")]});
    let token = session["token"].as_str().unwrap();
    app.post(token, "/api/identity/v1/accounts", accounts).await.expect(201);
    app
}

/// Sends the form of a page with what was filled in, and expects to be led on; where to.
async fn fill(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let form = [&[("key", &*key), ("version", &*version)], typed].concat();
    let page = browser.post(path, &form).await;
    assert_eq!(page.status, 303, "{path}: {}", page.text);
    page.location
}

/// A published catalogue of two departments' items.
async fn catalogue(app: &App) {
    let mut clerk = signed_in(app, "clerk.scjg").await;
    let page = clerk.get("/catalogues/new").await;
    let broken = format!("{CATALOGUE}\nx");
    let key = page.hidden("key");
    let page = clerk.post("/catalogues/new", &[("key", &key), ("items", &broken)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("第 3 行") && page.text.contains("公共场所卫生管理条例"));
    let key = page.hidden("key");
    let page = clerk.post("/catalogues/new", &[("key", &key), ("items", CATALOGUE)]).await;
    let link = page.location;
    let act = format!("{link}/publication");
    assert_eq!(clerk.get(&act).await.status, 404);
    let mut principal = signed_in(app, "principal.scjg").await;
    let page = principal.get(&act).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let page = principal.post(&act, &[("key", &key), ("version", &version)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("请核对后勾选确认"));
    assert_eq!(fill(&mut principal, &act, &[("sure", "yes")]).await, link);
    let page = principal.get(&link).await;
    assert!(page.text.contains("已公布") && !page.text.contains("<b>食品</b>"));
}

const LINE: [(&str, &str); 9] = [
    ("act", "send"),
    ("count", "1"),
    ("kind", "annual"),
    ("year", "2026"),
    ("title-0", "食品<i>经营</i>联合抽查"),
    ("first-0", "1"),
    ("last-0", "12"),
    ("share-0", "５％"),
    ("participants-0", "410481-wjw"),
];
const ITEMS: [(&str, &str); 2] = [("items-0", "scjg-01"), ("items-0", "wjw-01")];

/// A plan that was returned once, confirmed and published; its address.
async fn plan(app: &App) -> String {
    let mut clerk = signed_in(app, "clerk.scjg").await;
    let key = clerk.get("/plans/new").await.hidden("key");
    let page = clerk.post("/plans/new", &[&[("key", &*key)], LINE.as_slice()].concat()).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("请至少选择一个抽查事项") && !page.text.contains("<i>经营"));
    let more = [&[("key", &*key)], LINE.as_slice(), &ITEMS, &[("act", "more")]].concat();
    let page = clerk.post("/plans/new", &more).await;
    assert!(page.status == 200 && page.text.contains("任务 2") && page.text.contains("联合抽查\""));
    let link = fill(&mut clerk, "/plans/new", &[LINE.as_slice(), &ITEMS].concat()).await;
    let mut office = signed_in(app, "office").await;
    let back = [("act", "return"), ("reason", "请调整月份")];
    assert_eq!(fill(&mut office, &link, &back).await, link);
    let lines = format!("{link}/lines");
    assert!(clerk.get(&lines).await.text.contains("请调整月份"));
    fill(&mut clerk, &lines, &[LINE.as_slice(), &ITEMS].concat()).await;
    let act = format!("{link}/publication");
    let page = office.get(&act).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let early = office.post(&act, &[("key", &key), ("version", &version), ("sure", "yes")]).await;
    assert_eq!(early.status, 409);
    let mut other = signed_in(app, "clerk.wjw").await;
    fill(&mut other, &link, &[("act", "confirm")]).await;
    fill(&mut office, &act, &[("sure", "yes")]).await;
    link
}

#[tokio::test]
async fn a_plan_is_reported_returned_confirmed_published_and_put_together() {
    let app = staffed().await;
    catalogue(&app).await;
    let link = plan(&app).await;
    let mut office = signed_in(&app, "office").await;
    fill(&mut office, "/plans/city?year=2026", &[("sure", "yes")]).await;
    let board = office.get("/plans?year=2026").await;
    assert!(board.text.contains("汇总计划第 1 版") && board.text.contains("发起 1 · 参与 0"));
    assert!(!board.text.contains("<i>经营"));
    let list = office.get("/plans/list?year=2026&state=published").await;
    assert_eq!(list.links(&link).len(), 1);
    let mut third = signed_in(&app, "clerk.swj").await;
    let page = third.get(&link).await;
    assert!(!page.text.contains("申请变更</a>"));
    assert_eq!(third.get("/plans/city").await.status, 404);
}

/// What the form of a scheme sends besides its defaults' names.
fn scheme(plan: &str) -> Vec<(&str, &str)> {
    vec![
        ("plan", plan),
        ("line", "0"),
        ("title", "食品经营联合抽查"),
        ("from", "2026-04-01"),
        ("until", "2026-04-30"),
        ("items-410481-scjg", "scjg-01"),
        ("items-410481-wjw", "wjw-01"),
        ("quota", "rates"),
        ("rate-A", "2.5"),
        ("notice", "given"),
        ("unit", "object"),
        ("source", "parties"),
        ("parties", "jiwei、gongmin"),
    ]
}

#[tokio::test]
async fn a_scheme_is_drafted_objected_to_revised_agreed_and_approved() {
    let app = staffed().await;
    catalogue(&app).await;
    let plan = plan(&app).await;
    let id = plan.rsplit('/').next().unwrap();
    let mut clerk = signed_in(&app, "clerk.scjg").await;
    let form = format!("/tasks/new?plan={id}&line=0");
    let page = clerk.get(&form).await;
    assert!(page.text.contains("value=\"2026-12-31\"") && page.text.contains("value=\"5\""));
    let key = page.hidden("key");
    let alone = [&[("key", &*key)], &*scheme(id), &[("parties", "jiwei"), ("title", "甲")]].concat();
    let page = clerk.post("/tasks/new", &alone).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("至少两方") && page.text.contains("value=\"甲\""));
    let page = clerk.post("/tasks/new", &[&[("key", &*key)], &*scheme(id)].concat()).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let link = page.location;
    let mut other = signed_in(&app, "clerk.wjw").await;
    fill(&mut other, &link, &[("decision", "object"), ("reason", "<i>人手</i>不足")]).await;
    let page = clerk.get(&link).await;
    assert!(page.text.contains("有异议，待修改") && !page.text.contains("<i>人手"));
    let reason = [("reason", "已推迟")];
    fill(&mut clerk, &format!("{link}/scheme"), &[&*scheme(id), &reason].concat()).await;
    for browser in [&mut other, &mut clerk] {
        fill(browser, &link, &[("decision", "agree")]).await;
    }
    let approval = link.replace("/tasks/", "/approvals/");
    assert_eq!(other.get(&approval).await.status, 404);
    for login in ["principal.scjg", "principal.wjw"] {
        let mut principal = signed_in(&app, login).await;
        assert_eq!(principal.get("/approvals").await.links(&approval).len(), 1);
        fill(&mut principal, &approval, &[("sure", "yes")]).await;
    }
    // Nobody has confirmed a library: the release is refused and says so.
    let act = format!("{link}/release");
    let page = clerk.get(&act).await;
    let (key, version) = (page.hidden("key"), page.hidden("version"));
    let page = clerk.post(&act, &[("key", &key), ("version", &version), ("sure", "yes")]).await;
    assert_eq!(page.status, 409);
    assert!(page.text.contains("未能办理"));
}
