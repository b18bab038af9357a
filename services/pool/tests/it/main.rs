//! Pool against its real database: imports, confirmations, and the frozen snapshot.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod sample;

use std::collections::BTreeMap;

use contracts::{
    api::pool::Snapshot,
    events::planning::{AnnualDuty, Department, RegistryEvent, Task, TaskEvent},
};
use kernel::{Clock, Id, Role, SeededEntropy};
use serde_json::{Value, json};
use testkit::{App, Reply};

const REGION: &str = "410481";
const SCJG: &str = "410481-scjg";
const WJW: &str = "410481-wjw";
const OBJECTS: &str = "企业名称,统一社会信用代码,地区,行政审批部门,信用风险分类\n甲公司,91350100M000100Y43,舞钢市,舞钢市卫健委,A\n乙商行,410481000000001,舞钢市,,B\n丙公司,91350100M000100Y44,舞钢市,,A\n";
const INSPECTORS: &str = "姓名,执法证号,证件有效期至,所属部门,执法事项\n王小明,16040100001,2027-03-30,舞钢市市场监管局,全部\n李强,16040100002,2027-03-30,wjw,食品检查\n赵六,16040100003,2027-03-30,某局,全部\n";

async fn app() -> App {
    let app = App::start(&[pool::module()]).await;
    for (id, name) in [(SCJG, "舞钢市市场监管局"), (WJW, "舞钢市卫健委")] {
        register(&app, id, name).await;
    }
    app.drain().await;
    app
}

async fn register(app: &App, id: &str, name: &str) {
    let event = RegistryEvent::DepartmentRegistered(Department {
        department: id.parse().unwrap(),
        name: name.into(),
        number_prefix: "舞".into(),
        duty: AnnualDuty::Free,
    });
    app.publish("planning", REGION, id, 1, &event).await;
}

async fn import(app: &App, what: &str, text: &str) -> Reply {
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    app.upload(&clerk, &format!("/api/pool/v1/imports/{what}"), "text/csv", text.as_bytes()).await
}

fn task(app: &App) -> Task {
    let entropy = SeededEntropy::new(1);
    let scheme = json!({
        "title": "联合抽查", "initiating": SCJG,
        "participants": [{"department": SCJG, "items": []}, {"department": WJW, "items": []}],
        "from": "2026-03-09", "until": "2026-03-31", "criteria": {},
        "quota": {"rule": "total", "total": 1}, "notice": {"policy": "given"},
        "entropy": {"source": "parties", "parties": ["a", "b"]}
    });
    Task {
        task: Id::new(app.clock.now(), &entropy),
        region: REGION.parse().unwrap(),
        rehearsal: false,
        plan: Id::new(app.clock.now(), &entropy),
        catalogue: Id::new(app.clock.now(), &entropy),
        catalogue_version: 1,
        policy_version: kernel::POLICY_VERSION.into(),
        scheme: serde_json::from_value(scheme).unwrap(),
        clerk: App::actor(Role::Clerk, REGION, Some(SCJG)).account,
        approvals: BTreeMap::new(),
        libraries: BTreeMap::new(),
    }
}

async fn confirm(app: &App, task: &Task, department: &str) -> Reply {
    let clerk = app.token(Role::Clerk, REGION, Some(department));
    app.post(&clerk, &format!("/api/pool/v1/confirmations/{}/confirmation", task.task), json!({})).await
}

async fn agreed(app: &App) -> Task {
    let task = task(app);
    app.publish("planning", REGION, &task.task.to_string(), 1, &TaskEvent::SchemeAgreed(task.clone())).await;
    app.drain().await;
    task
}

async fn release(app: &App, task: &Task) {
    app.publish("planning", REGION, &task.task.to_string(), 2, &TaskEvent::Released(task.clone())).await;
    app.drain().await;
    assert_eq!(store::dead_letter::list(app.context("pool"), REGION).await.unwrap(), []);
}

async fn frozen(app: &App) -> Option<Snapshot> {
    app.drain().await;
    let region = REGION.parse().unwrap();
    let entries = store::journal::after(app.context("pool"), &region, 0, 1000).await.unwrap();
    let last = entries.iter().rfind(|entry| entry.event.kind() == "suiji.pool.snapshot-frozen.v1")?;
    let digest = last.event.event.data["digest"].as_str().unwrap();
    let reply = app.get(&app.service_token("draw"), &format!("/api/pool/v1/artefacts/{digest}")).await;
    Some(serde_json::from_slice(&reply.bytes).unwrap())
}

#[tokio::test]
async fn an_import_takes_the_good_rows_and_reports_the_others() {
    let app = app().await;
    let report = import(&app, "objects", OBJECTS).await.expect(201);
    assert_eq!((&report["added"], report["rejected"].as_array().unwrap().len()), (&json!(2), 1));
    assert_eq!(report["rejected"][0]["line"], 4);
    let again = import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    assert_eq!((&again["added"], &again["changed"], &again["unchanged"]), (&json!(0), &json!(1), &json!(1)));
    let report = import(&app, "inspectors", INSPECTORS).await.expect(201);
    assert_eq!((&report["added"], &report["rejected"][0]["reason"]), (&json!(2), &json!("没有登记这个部门")));
    assert_eq!(import(&app, "objects", "no,such,columns\n1,2,3\n").await.refused(422), "heading_missing");
    assert_eq!(import(&app, "objects", "\0\0").await.refused(422), "file_unreadable");
}

#[tokio::test]
async fn names_are_masked_in_lists_and_a_look_at_one_is_noted() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let list = app.get(&clerk, "/api/pool/v1/inspectors").await.expect(200);
    let wang = list["items"].as_array().unwrap().iter().find(|row| row["name"] == "王**").unwrap().clone();
    let path = format!("/api/pool/v1/inspectors/{}", wang["inspector"].as_str().unwrap());
    assert_eq!(app.get(&clerk, &path).await.refused(422), "invalid_field");
    let whole = app.get(&clerk, &format!("{path}?purpose=核对证件")).await.expect(200);
    assert_eq!(whole["name"], "王小明");
    let looks = format!("{}/looks", wang["inspector"].as_str().unwrap());
    let trail = store::journal::timeline(app.context("pool"), &looks).await.unwrap();
    assert_eq!((trail.len(), trail[0].event.reason.as_deref()), (1, Some("核对证件")));
    let text = serde_json::to_string(&trail).unwrap();
    assert!(!text.contains("王小明"));
}

#[tokio::test]
async fn a_pool_is_frozen_when_all_have_confirmed_and_the_task_is_released() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let task = agreed(&app).await;
    confirm(&app, &task, SCJG).await.expect(200);
    assert_eq!(confirm(&app, &task, SCJG).await.refused(409), "already_confirmed");
    assert_eq!(confirm(&app, &task, "410481-swj").await.refused(404), "not_found");
    confirm(&app, &task, WJW).await.expect(200);
    assert_eq!(frozen(&app).await, None);
    release(&app, &task).await;
    let snapshot = frozen(&app).await.unwrap();
    assert_eq!((snapshot.objects.len(), snapshot.inspectors.len()), (2, 2));
    let approved = snapshot.objects.iter().find_map(|object| object.approved_by.clone());
    assert_eq!(approved.map(String::from).as_deref(), Some(WJW));
}

#[tokio::test]
async fn a_library_that_moved_after_its_confirmation_is_confirmed_again() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let task = agreed(&app).await;
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    release(&app, &task).await;
    assert_eq!(frozen(&app).await, None);
    let office = app.token(Role::Office, REGION, None);
    let list = app.get(&office, "/api/pool/v1/confirmations").await.expect(200);
    assert_eq!(list["items"][0]["state"], "stale");
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    assert!(frozen(&app).await.unwrap().objects.iter().any(|object| object.name == "乙商店"));
}

#[tokio::test]
async fn a_snapshot_is_for_services_and_a_library_for_its_region() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let elsewhere = app.token(Role::Office, "410482", None);
    assert_eq!(app.get(&elsewhere, "/api/pool/v1/objects").await.expect(200)["total"], Value::from(0));
    let system = app.token(Role::System, REGION, Some(SCJG));
    assert_eq!(app.get(&system, "/api/pool/v1/artefacts/00").await.refused(404), "not_found");
}
