use std::{collections::BTreeMap, fmt::Write};

use contracts::events::planning::{AnnualDuty, Department, RegistryEvent, Scheme, Task, TaskEvent};
use kernel::{Clock, Id, Role, SeededEntropy};
use serde_json::{Value, json};
use sortition::receipt::Bundle;
use tempfile::TempDir;
use testkit::{App, Reply};

pub const REGION: &str = "410481";
pub const SCJG: &str = "410481-scjg";
pub const WJW: &str = "410481-wjw";
pub const LOG: &str = "/api/draw/v1/log/410481";
/// Each party's own share: nobody else knows it before the reveal.
pub const SHARES: [(&str, [u8; 32]); 2] = [("jw", [3; 32]), ("scjg", [9; 32])];

/// A county with 60 objects and 8 inspectors, and a task that is released.
pub struct City {
    pub app: App,
    pub task: Task,
    tasks: u64,
    _keys: TempDir,
}

impl City {
    pub async fn start() -> Self {
        let keys = tempfile::tempdir().unwrap();
        let path = |name: &str| keys.path().join(name).display().to_string();
        let (receipts, log) = (path("receipts"), path("log"));
        let settings = [
            ("draw.signing_key_file", receipts.as_str()),
            ("draw.log_key_file", log.as_str()),
            ("draw.log_origin", "suiji.test/draw"),
        ];
        let app = App::start_with(&[pool::module(), draw::module()], &settings).await;
        let task = task(&app, 1);
        let city = Self { app, task, tasks: 1, _keys: keys };
        city.libraries().await;
        city.release().await;
        city
    }

    /// A further task of the same departments.
    pub async fn next_task(&mut self, change: impl FnOnce(&mut Scheme)) {
        self.tasks += 1;
        self.task = task(&self.app, self.tasks);
        change(&mut self.task.scheme);
        self.release().await;
    }

    async fn release(&self) {
        let city = self;
        city.planning(1, &TaskEvent::SchemeAgreed(city.task.clone())).await;
        for department in [SCJG, WJW] {
            let path = format!("/api/pool/v1/confirmations/{}/confirmation", city.task.task);
            city.post(Role::Clerk, Some(department), &path, json!({})).await.expect(200);
        }
        city.planning(2, &TaskEvent::Released(city.task.clone())).await;
    }

    async fn planning(&self, version: u64, event: &TaskEvent) {
        self.app.publish("planning", REGION, &self.task.task.to_string(), version, event).await;
        self.app.drain().await;
    }

    async fn libraries(&self) {
        for id in [SCJG, WJW] {
            let event = RegistryEvent::DepartmentRegistered(Department {
                department: id.parse().unwrap(),
                name: id.into(),
                number_prefix: "舞".into(),
                duty: AnnualDuty::Free,
            });
            self.app.publish("planning", REGION, id, 1, &event).await;
        }
        self.app.drain().await;
        let clerk = self.app.token(Role::Clerk, REGION, Some(SCJG));
        let mut objects = "企业名称,统一社会信用代码,地区,信用风险分类\n".to_owned();
        for number in 0..60 {
            let class = ["A", "B", "C"][number % 3];
            writeln!(objects, "秘密企业{number:02}号,4104810000{number:05},舞钢市,{class}").unwrap();
        }
        let mut people = "姓名,执法证号,证件有效期至,所属部门,执法事项\n".to_owned();
        for number in 0..8 {
            let department = if number < 4 { "scjg" } else { "wjw" };
            writeln!(people, "人员{number},1604{number:04},2027-12-31,{department},全部").unwrap();
        }
        for (what, text) in [("objects", objects), ("inspectors", people)] {
            let path = format!("/api/pool/v1/imports/{what}");
            let report = self.app.upload(&clerk, &path, "text/csv", text.into_bytes()).await.expect(201);
            assert_eq!(report["rejected"], json!([]));
        }
    }

    pub async fn post(&self, role: Role, department: Option<&str>, path: &str, body: Value) -> Reply {
        self.app.post(&self.app.token(role, REGION, department), path, body).await
    }

    /// The task's draw, the last try of it.
    pub async fn draw(&self) -> Value {
        let draws = self.draws().await;
        let is_repeated = |draw: &Value| draws.iter().any(|other| other["repeats"] == draw["draw"]);
        draws.iter().find(|draw| !is_repeated(draw)).unwrap().clone()
    }

    /// Every try of the task.
    pub async fn draws(&self) -> Vec<Value> {
        self.app.drain().await;
        let office = self.app.token(Role::Office, REGION, None);
        let all = self.app.get(&office, "/api/draw/v1/draws").await.expect(200);
        let of_task = |draw: &&Value| draw["task"] == self.task.task.to_string();
        all["items"].as_array().unwrap().iter().filter(of_task).cloned().collect()
    }

    /// A step by the initiating clerk.
    pub async fn step(&self, step: &str) -> Reply {
        let id = self.draw().await["draw"].as_str().unwrap().to_owned();
        self.post(Role::Clerk, Some(SCJG), &format!("/api/draw/v1/draws/{id}/{step}"), json!({})).await
    }

    /// A step by a party, each with an account of its own.
    pub async fn party(&self, party: &str, step: &str, body: Value) -> Reply {
        let id = self.draw().await["draw"].as_str().unwrap().to_owned();
        let token = self.app.token(Role::DrawParty, REGION, Some(&format!("410481-{party}")));
        self.app.post(&token, &format!("/api/draw/v1/draws/{id}/{step}"), body).await
    }

    pub async fn promise(&self, party: &str, share: &[u8; 32]) -> Reply {
        let open: sortition::encoding::Hash = self.draw().await["open"].as_str().unwrap().parse().unwrap();
        let commitment = sortition::commit::party_commit(&open, party, share).to_string();
        self.party(party, "commitments", json!({"party": party, "commitment": commitment})).await
    }

    pub async fn reveal(&self, party: &str, share: &[u8; 32]) -> Reply {
        let share = sortition::encoding::Hash::from(*share).to_string();
        self.party(party, "reveals", json!({"party": party, "share": share})).await
    }

    /// All steps up to the list.
    pub async fn drawn(&self) -> Value {
        self.committed().await;
        for (party, share) in &SHARES {
            self.reveal(party, share).await.expect(200);
        }
        self.draw().await
    }

    /// Every entry of the public log, as the public reads them.
    pub async fn log(&self) -> Vec<Value> {
        let note = self.app.get("", &format!("{LOG}/checkpoint")).await;
        let size: u64 = String::from_utf8(note.bytes).unwrap().lines().nth(1).unwrap().parse().unwrap();
        let Some(bundle) = translog::Bundle::of(0, size) else { return Vec::new() };
        let path = format!("{LOG}/{}", translog::Resource::Bundle(bundle));
        let entries = translog::decode_bundle(&self.app.get("", &path).await.bytes).unwrap();
        entries.iter().map(|entry| serde_json::from_slice(entry).unwrap()).collect()
    }

    /// All steps up to the commit.
    pub async fn committed(&self) {
        self.step("opening").await.expect(200);
        for (party, share) in &SHARES {
            self.promise(party, share).await.expect(200);
        }
        self.step("commit").await.expect(200);
    }
}

/// The files of a receipt at `path`, as one who may read them gets them.
pub async fn receipt(city: &City, token: &str, path: &str) -> Bundle {
    let fetch = async |file: &str| city.app.get(token, &format!("{path}/{file}")).await;
    let receipt: Value = serde_json::from_slice(&fetch("receipt.json").await.bytes).unwrap();
    let mut bundle = Bundle::new();
    for name in receipt["files"].as_object().unwrap().keys().map(String::as_str).chain(["receipt.json"]) {
        let reply = fetch(name).await;
        assert_eq!(reply.status, 200, "{name}");
        bundle.insert(name.to_owned(), reply.bytes);
    }
    bundle
}

fn task(app: &App, seed: u64) -> Task {
    let entropy = SeededEntropy::new(seed);
    let scheme = json!({
        "title": "联合抽查", "initiating": SCJG,
        "participants": [{"department": SCJG, "items": ["scjg-01"]}, {"department": WJW, "items": ["wjw-01"]}],
        "from": "2026-03-09", "until": "2026-03-31", "criteria": {},
        "quota": {"rule": "rates", "rates": {"A": {"num": 1, "den": 10}, "B": {"num": 1, "den": 5}}},
        "notice": {"policy": "given"}, "entropy": {"source": "parties", "parties": ["jw", "scjg"]}
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
