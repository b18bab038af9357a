//! A draw by hand, from the libraries to the list, and what each role is kept from.

use std::collections::BTreeMap;

use contracts::events::planning::{Task, TaskEvent};
use kernel::{Clock, Id, Role, SeededEntropy};
use serde_json::json;
use sortition::{commit::party_commit, encoding::Hash};
use tempfile::TempDir;
use testkit::App;

use crate::{CHEAP, REGION, browser::Browser, furnished, signed_in};

pub const TITLE: &str = "联合抽查<b>一</b>";

/// The keys go when their directory does.
pub async fn town() -> (App, TempDir) {
    let keys = tempfile::tempdir().unwrap();
    let path = |name: &str| keys.path().join(name).display().to_string();
    let (receipts, log) = (path("receipts"), path("log"));
    let mut settings = CHEAP.to_vec();
    settings.extend([
        ("draw.signing_key_file", receipts.as_str()),
        ("draw.log_key_file", log.as_str()),
        ("draw.log_origin", "suiji.test/draw"),
    ]);
    let modules =
        [identity::module(), planning::module(), pool::module(), draw::module(), referral::module()];
    let app = App::start_sites(&modules, &[console::site()], &settings).await;
    let role = |login: &str, role: &str, short: &str| {
        (login.to_owned(), json!({"role": role, "department": format!("{REGION}-{short}")}))
    };
    let more = [
        role("principal.scjg", "principal", "scjg"),
        role("leader.scjg", "leader", "scjg"),
        role("party.jiwei", "draw_party", "jiwei"),
        role("party.gzc", "draw_party", "gzc"),
    ];
    (furnished(app, &more).await, keys)
}

/// A scheme that both departments have agreed to.
pub async fn agreed(app: &App) -> Task {
    let entropy = SeededEntropy::new(7);
    let department = |short: &str| json!({"department": format!("{REGION}-{short}"), "items": ["x-01"]});
    let scheme = json!({
        "title": TITLE, "initiating": format!("{REGION}-scjg"),
        "participants": [department("scjg"), department("wjw")],
        "from": "2026-03-09", "until": "2026-03-31", "criteria": {},
        "quota": {"rule": "rates", "rates": {"A": {"num": 1, "den": 2}}},
        "notice": {"policy": "given"}, "entropy": {"source": "parties", "parties": ["jiwei", "gzc"]}
    });
    let now = app.clock.now();
    let task = Task {
        task: Id::new(now, &entropy),
        region: REGION.parse().unwrap(),
        rehearsal: false,
        plan: Id::new(now, &entropy),
        catalogue: Id::new(now, &entropy),
        catalogue_version: 1,
        policy_version: kernel::POLICY_VERSION.into(),
        scheme: serde_json::from_value(scheme).unwrap(),
        clerk: App::actor(Role::Clerk, REGION, Some("410481-scjg")).account,
        approvals: BTreeMap::new(),
        libraries: BTreeMap::new(),
    };
    tell(app, 1, &task, TaskEvent::SchemeAgreed(task.clone())).await;
    task
}

async fn tell(app: &App, version: u64, task: &Task, event: TaskEvent) {
    app.publish("planning", REGION, &task.task.to_string(), version, &event).await;
    app.drain().await;
}

pub async fn import(browser: &mut Browser, library: &str, text: &str) -> crate::browser::Page {
    let page = browser.get(&format!("/imports?library={library}")).await;
    let key = page.hidden("key");
    browser.upload("/imports", &[("key", &key), ("library", library)], text.as_bytes()).await
}

/// Both departments' libraries, confirmed, and the task released: the draw waits to be opened.
async fn requested(app: &App) -> String {
    let mut clerk = signed_in(app, "clerk.scjg").await;
    let objects = "企业名称,统一社会信用代码,地区,信用风险分类\n\
        秘密企业一号,410481000000001,舞钢市,A\n秘密企业二号,410481000000002,舞钢市,A\n";
    let people = "姓名,执法证号,证件有效期至,所属部门,执法事项\n\
        甲一,16040001,2027-12-31,scjg,全部\n甲二,16040002,2027-12-31,scjg,全部\n\
        乙一,16040003,2027-12-31,wjw,全部\n乙二,16040004,2027-12-31,wjw,全部\n";
    for (library, text) in [("objects", objects), ("inspectors", people)] {
        assert_eq!(import(&mut clerk, library, text).await.status, 303);
    }
    let task = agreed(app).await;
    for login in ["clerk.scjg", "clerk.wjw"] {
        let mut clerk = signed_in(app, login).await;
        let link = format!("/confirmations/{}", task.task);
        let page = clerk.get(&link).await;
        let typed = [("key", &*page.hidden("key")), ("version", &page.hidden("version"))];
        assert_eq!(clerk.post(&link, &typed).await.status, 422);
        let typed = [typed[0], typed[1], ("agreed", "1")];
        assert_eq!(clerk.post(&link, &typed).await.status, 303);
        app.drain().await;
    }
    tell(app, 2, &task, TaskEvent::Released(task.clone())).await;
    app.drain().await;
    let list = clerk.get("/draws").await;
    assert!(list.text.contains("待开启") && !list.text.contains("联合抽查<b>"), "{}", list.text);
    list.links("/draws/0").remove(0)
}

/// Sends the form of an act as it stands, with the sentence ticked.
async fn act(browser: &mut Browser, page: &str, more: &[(&str, &str)]) -> crate::browser::Page {
    let shown = browser.get(page).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    let key = shown.hidden("key");
    let mut fields = vec![("key", key.as_str()), ("agreed", "1")];
    fields.extend(more);
    browser.post(page, &fields).await
}

#[tokio::test]
async fn a_draw_is_opened_promised_and_drawn_from_its_pages() {
    let (app, _keys) = town().await;
    let draw = requested(&app).await;
    let mut clerk = signed_in(&app, "clerk.scjg").await;
    let opening = format!("{draw}/opening");
    let unticked = clerk.post(&opening, &[("key", "k1")]).await;
    assert!(unticked.status == 422 && unticked.text.contains("请先核对并勾选"));
    let mut other = signed_in(&app, "clerk.wjw").await;
    assert!(!other.get(&draw).await.text.contains(&opening));
    assert_eq!(other.get(&opening).await.status, 404);
    assert_eq!(act(&mut clerk, &opening, &[]).await.location, draw);
    app.drain().await;
    let page = clerk.get(&draw).await;
    assert!(
        page.text.contains("已开启抽取")
            && page.text.contains("各方承诺")
            && page.text.contains("在库可抽 2 户")
    );
    let shares = [("party.jiwei", "jiwei", [7u8; 32]), ("party.gzc", "gzc", [9u8; 32])];
    for (login, party, share) in &shares {
        let mut browser = signed_in(&app, login).await;
        let link = format!("{draw}/party");
        let page = browser.get(&link).await;
        let (from, mark) = (page.text.find("data-open=\"").unwrap(), "data-open=\"".len());
        let open: Hash = page.text[from + mark..][..64].parse().unwrap();
        assert!(
            page.text.contains("suiji party")
                && page.text.contains("party-")
                && !page.text.contains("在库可抽")
        );
        let wrong = act(&mut browser, &link, &[("act", "promise"), ("commitment", "1234")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("value=\"1234\""));
        let promise = party_commit(&open, party, share).to_string();
        let sent = act(&mut browser, &link, &[("act", "promise"), ("commitment", &promise)]).await;
        assert_eq!(sent.location, draw, "{}", sent.text);
    }
    assert_eq!(clerk.get(&format!("{draw}/party")).await.status, 404);
    assert_eq!(act(&mut clerk, &format!("{draw}/commit"), &[]).await.location, draw);
    for (login, _, share) in &shares {
        let mut browser = signed_in(&app, login).await;
        let link = format!("{draw}/party");
        let other = "ab".repeat(32);
        let refused = act(&mut browser, &link, &[("act", "reveal"), ("share", &other)]).await;
        assert!((400..500).contains(&refused.status) && refused.text.contains(&other), "{}", refused.text);
        let share = Hash::from(*share).to_string();
        let sent = act(&mut browser, &link, &[("act", "reveal"), ("share", &share)]).await;
        assert_eq!(sent.location, draw, "{}", sent.text);
    }
    app.drain().await;
    let page = clerk.get(&draw).await;
    assert!(
        page.text.contains("密封抽取")
            && page.text.contains("抽中 1 户")
            && page.text.contains("suiji draw verify")
    );
    for login in ["clerk.scjg", "clerk.wjw", "office", "party.jiwei"] {
        let mut browser = signed_in(&app, login).await;
        for path in ["/draws", &draw] {
            let page = browser.get(path).await;
            assert!(page.status == 200 && !page.text.contains("秘密企业"), "{login} {path}");
        }
    }
}

#[tokio::test]
async fn the_office_asks_and_the_principal_decides_that_a_draw_be_void() {
    let (app, _keys) = town().await;
    let draw = requested(&app).await;
    let mut clerk = signed_in(&app, "clerk.scjg").await;
    assert_eq!(act(&mut clerk, &format!("{draw}/opening"), &[]).await.status, 303);
    app.drain().await;
    let mut office = signed_in(&app, "office").await;
    let link = format!("{draw}/void-request");
    let page = act(&mut office, &link, &[("note", "名录<i>有误"), ("reason", "whim")]).await;
    assert!(page.status == 422 && !page.text.contains("<i>有误") && page.text.contains("请选择作废原因"));
    assert_eq!(clerk.get(&link).await.status, 404);
    let typed = [("note", "名录有误"), ("reason", "library_wrong")];
    assert_eq!(act(&mut office, &link, &typed).await.location, draw);
    let mut principal = signed_in(&app, "principal.scjg").await;
    let page = principal.get(&draw).await;
    assert!(page.text.contains("已申请作废") && page.text.contains("void-approval"));
    assert_eq!(office.get(&format!("{draw}/void-approval")).await.status, 404);
    assert_eq!(act(&mut principal, &format!("{draw}/void-approval"), &[]).await.location, draw);
    assert!(clerk.get(&draw).await.text.contains("本次抽取没有形成名单"));
}
