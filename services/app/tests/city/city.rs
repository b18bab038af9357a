//! A city in which a campaign is held: its services, and the steps from the catalogue to the drawn visit, each over HTTP
//! by the role that the policy names.

use kernel::{InspectorId, Role};
use runtime::Module;
use serde_json::{Value, json};
use testkit::{App, Reply};

pub const REGION: &str = "410481";
pub const SCJG: &str = "410481-scjg";
pub const WJW: &str = "410481-wjw";
const DEPARTMENTS: [(&str, &str); 2] = [("scjg", "舞钢市市场监督管理局"), ("wjw", "舞钢市卫生健康委员会")];
pub const SECRET: &str = "秘密饭店";

pub const CONTEXTS: [fn() -> Module; 7] = [
    planning::module,
    pool::module,
    draw::module,
    inspection::module,
    disclosure::module,
    referral::module,
    oversight::module,
];

pub struct City {
    pub app: App,
    _keys: tempfile::TempDir,
}

impl City {
    /// The seven contexts, with accounts as the test likes them.
    pub async fn start() -> Self {
        Self::of(&CONTEXTS.map(|module| module())).await
    }

    pub async fn of(modules: &[Module]) -> Self {
        let keys = tempfile::tempdir().unwrap();
        let path = |name: &str| keys.path().join(name).display().to_string();
        let (receipts, log) = (path("receipts"), path("log"));
        let settings = [("draw.signing_key_file", receipts.as_str()), ("draw.log_key_file", log.as_str())];
        Self { app: App::start_with(modules, &settings).await, _keys: keys }
    }

    pub async fn post(&self, role: Role, department: Option<&str>, path: &str, body: Value) -> Reply {
        let reply =
            self.app.post(&self.app.token(role, REGION, department), &format!("/api/{path}"), body).await;
        self.app.drain().await;
        reply
    }
    pub async fn get(&self, role: Role, department: Option<&str>, path: &str) -> Value {
        self.app.drain().await;
        self.app.get(&self.app.token(role, REGION, department), &format!("/api/{path}")).await.expect(200)
    }
    pub async fn field(&self, member: &Value, path: &str, body: Value) -> Reply {
        let (inspector, department) =
            (member["inspector"].as_str().unwrap(), member["department"].as_str().unwrap());
        let inspector: InspectorId = inspector.parse().unwrap();
        let token = self.app.inspector_token(REGION, department, inspector);
        let reply = self.app.post(&token, &format!("/api/inspection/v1/visits/{path}"), body).await;
        self.app.drain().await;
        reply
    }

    /// Departments, routing rule, libraries, catalogue; returns the catalogue.
    pub async fn set_up(&self) -> Value {
        for (short, name) in DEPARTMENTS {
            let department =
                json!({"short": short, "name": name, "number_prefix": "舞市监", "duty": "initiate"});
            self.post(Role::Administrator, None, "planning/v1/departments", department).await.expect(201);
        }
        let rules = json!({"rules": [{"department": WJW, "matter": "food"}]});
        self.post(Role::Administrator, None, "referral/v1/routing-rules", rules).await.expect(201);
        let item = |code: &str, department: &str| {
            json!({"item": code, "name": "食品经营检查", "department": department, "legal_basis": "食品安全法",
                   "object_kinds": ["enterprise"], "matter": "food", "guide": "查看许可证", "guide_version": "1"})
        };
        let items = json!({"items": [item("scjg-01", SCJG), item("wjw-01", WJW)]});
        let drafted = self.post(Role::Clerk, Some(SCJG), "planning/v1/catalogues", items).await.expect(201);
        let path = format!("planning/v1/catalogues/{}/publication", drafted["catalogue"].as_str().unwrap());
        let catalogue = self.post(Role::Principal, Some(SCJG), &path, json!({})).await.expect(200);
        let clerk = self.app.token(Role::Clerk, REGION, Some(SCJG));
        let objects =
            format!("企业名称,统一社会信用代码,地区,信用风险分类\n{SECRET},91350100M000100Y43,舞钢市,A\n");
        let people = (0..4)
            .map(|n| {
                format!("人员{n},1604{n:04},2027-12-31,{},食品经营检查\n", if n < 2 { "scjg" } else { "wjw" })
            })
            .collect::<String>();
        let people = format!("姓名,执法证号,证件有效期至,所属部门,执法事项\n{people}");
        for (what, text) in [("objects", objects), ("inspectors", people)] {
            let path = format!("/api/pool/v1/imports/{what}");
            let report = self.app.upload(&clerk, &path, "text/csv", text.into_bytes()).await.expect(201);
            assert_eq!(report["rejected"], json!([]));
        }
        catalogue
    }

    /// Plan, scheme, confirmations, approvals, release; returns the task's id.
    pub async fn release(&self, catalogue: &Value) -> String {
        self.release_with(catalogue, json!({"policy": "withheld", "reason": "不宜告知"})).await
    }

    /// The same with a notice policy of the test's own.
    pub async fn release_with(&self, catalogue: &Value, notice: Value) -> String {
        let line = json!({"title": "食品安全", "participants": [SCJG, WJW], "items": ["scjg-01"], "months": [3, 6], "share": "5%"});
        let plan = json!({"year": 2026, "lines": [line]});
        let plan = self.post(Role::Clerk, Some(SCJG), "planning/v1/plans", plan).await.expect(201);
        let id = plan["plan"].as_str().unwrap();
        self.post(Role::Clerk, Some(WJW), &format!("planning/v1/plans/{id}/confirmation"), json!({}))
            .await
            .expect(200);
        self.post(Role::Office, None, &format!("planning/v1/plans/{id}/publication"), json!({}))
            .await
            .expect(200);
        let scheme = json!({
            "title": "食品安全联合抽查", "initiating": SCJG,
            "participants": [{"department": SCJG, "items": ["scjg-01"]}, {"department": WJW, "items": ["wjw-01"]}],
            "from": "2026-03-02", "until": "2026-03-31", "criteria": {},
            "quota": {"rule": "total", "total": 1}, "notice": notice,
            "entropy": {"source": "parties", "parties": ["jw", "scjg"]}
        });
        let task = json!({"plan": id, "catalogue": catalogue["catalogue"], "scheme": scheme});
        let task = self.post(Role::Clerk, Some(SCJG), "planning/v1/tasks", task).await.expect(201);
        let id = task["task"].as_str().unwrap().to_owned();
        for department in [SCJG, WJW] {
            let agreement = format!("planning/v1/tasks/{id}/agreement");
            self.post(Role::Clerk, Some(department), &agreement, json!({})).await.expect(200);
        }
        for department in [SCJG, WJW] {
            let confirmation = format!("pool/v1/confirmations/{id}/confirmation");
            self.post(Role::Clerk, Some(department), &confirmation, json!({})).await.expect(200);
            let approval = format!("planning/v1/tasks/{id}/approval");
            self.post(Role::Principal, Some(department), &approval, json!({})).await.expect(200);
        }
        self.post(Role::Clerk, Some(SCJG), &format!("planning/v1/tasks/{id}/release"), json!({}))
            .await
            .expect(200);
        id
    }

    /// Opening, promises, commit, reveals.
    pub async fn draw(&self) -> Value {
        let find = async || self.get(Role::Office, None, "draw/v1/draws").await["items"][0].clone();
        let id = find().await["draw"].as_str().unwrap().to_owned();
        let path = |step: &str| format!("draw/v1/draws/{id}/{step}");
        self.post(Role::Clerk, Some(SCJG), &path("opening"), json!({})).await.expect(200);
        let open = find().await["open"].as_str().unwrap().parse().unwrap();
        let shares = [("jw", [3_u8; 32]), ("scjg", [9; 32])];
        for (party, share) in &shares {
            let commitment = sortition::commit::party_commit(&open, party, share).to_string();
            let body = json!({"party": party, "commitment": commitment});
            let account = format!("410481-{party}");
            self.post(Role::DrawParty, Some(&account), &path("commitments"), body).await.expect(200);
        }
        self.post(Role::Clerk, Some(SCJG), &path("commit"), json!({})).await.expect(200);
        for (party, share) in &shares {
            let body = json!({"party": party, "share": sortition::encoding::Hash::from(*share).to_string()});
            let account = format!("410481-{party}");
            self.post(Role::DrawParty, Some(&account), &path("reveals"), body).await.expect(200);
        }
        find().await
    }
}
