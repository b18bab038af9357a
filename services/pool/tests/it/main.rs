//! Pool against its real database: imports, confirmations, and the frozen snapshot.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod confirmations;
mod forgetting;
mod history;
mod imports;
mod people;
mod references;
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
async fn a_snapshot_is_for_services_and_a_library_for_its_region() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let elsewhere = app.token(Role::Office, "410482", None);
    assert_eq!(app.get(&elsewhere, "/api/pool/v1/objects").await.expect(200)["total"], Value::from(0));
    let system = app.token(Role::System, REGION, Some(SCJG));
    assert_eq!(app.get(&system, "/api/pool/v1/artefacts/00").await.refused(404), "not_found");
}
