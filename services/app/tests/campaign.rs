//! The walking skeleton: one campaign through every service, each step over HTTP by the role that the policy names, from
//! the catalogue to the outcome back at the finding.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

use kernel::{InspectorId, Role};
use serde_json::{Value, json};
use testkit::{App, Reply};

const REGION: &str = "410481";
const SCJG: &str = "410481-scjg";
const WJW: &str = "410481-wjw";
const DEPARTMENTS: [(&str, &str); 2] = [("scjg", "舞钢市市场监督管理局"), ("wjw", "舞钢市卫生健康委员会")];
const SECRET: &str = "秘密饭店";

struct City {
    app: App,
    _keys: tempfile::TempDir,
}

impl City {
    async fn start() -> Self {
        let keys = tempfile::tempdir().unwrap();
        let path = |name: &str| keys.path().join(name).display().to_string();
        let (receipts, log) = (path("receipts"), path("log"));
        let settings = [("draw.signing_key_file", receipts.as_str()), ("draw.log_key_file", log.as_str())];
        let modules = [
            planning::module(),
            pool::module(),
            draw::module(),
            inspection::module(),
            disclosure::module(),
            referral::module(),
            oversight::module(),
        ];
        Self { app: App::start_with(&modules, &settings).await, _keys: keys }
    }

    async fn post(&self, role: Role, department: Option<&str>, path: &str, body: Value) -> Reply {
        let reply =
            self.app.post(&self.app.token(role, REGION, department), &format!("/api/{path}"), body).await;
        self.app.drain().await;
        reply
    }
    async fn get(&self, role: Role, department: Option<&str>, path: &str) -> Value {
        self.app.drain().await;
        self.app.get(&self.app.token(role, REGION, department), &format!("/api/{path}")).await.expect(200)
    }
    async fn field(&self, member: &Value, path: &str, body: Value) -> Reply {
        let (inspector, department) =
            (member["inspector"].as_str().unwrap(), member["department"].as_str().unwrap());
        let inspector: InspectorId = inspector.parse().unwrap();
        let token = self.app.inspector_token(REGION, department, inspector);
        let reply = self.app.post(&token, &format!("/api/inspection/v1/visits/{path}"), body).await;
        self.app.drain().await;
        reply
    }

    /// Departments, routing rule, libraries, catalogue; returns the catalogue.
    async fn set_up(&self) -> Value {
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
    async fn release(&self, catalogue: &Value) -> String {
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
            "quota": {"rule": "total", "total": 1}, "notice": {"policy": "withheld", "reason": "不宜告知"},
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
    async fn draw(&self) -> Value {
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

    /// The referral: routed by the rule, accepted, concluded; the outcome is back at the finding.
    async fn refer(&self) {
        let referral = self.get(Role::Clerk, Some(WJW), "referral/v1/referrals").await["items"][0].clone();
        assert_eq!((&referral["holder"], &referral["due_on"]), (&json!(WJW), &json!("2026-03-11")));
        let path =
            |verb: &str| format!("referral/v1/referrals/{}/{verb}", referral["referral"].as_str().unwrap());
        self.post(Role::Clerk, Some(WJW), &path("acceptance"), json!({})).await.expect(200);
        let conclusion = json!({"outcome": "case_filed", "note": "已立案"});
        self.post(Role::Clerk, Some(WJW), &path("conclusion"), conclusion).await.expect(200);
        let finding = self.get(Role::Clerk, Some(WJW), "inspection/v1/findings").await["items"][0].clone();
        assert_eq!((&finding["state"], &finding["outcome"]), (&json!("closed"), &json!("case_filed")));
    }

    /// Disclosure: each department its own, within 20 working days.
    async fn disclose(&self) {
        for department in [SCJG, WJW] {
            let duty = self
                .get(Role::Clerk, Some(department), &format!("disclosure/v1/duties?department={department}"))
                .await["items"][0]
                .clone();
            assert_eq!(duty["due_on"], "2026-03-30");
            let path = format!("disclosure/v1/duties/{}/disclosure", duty["duty"].as_str().unwrap());
            self.post(Role::Clerk, Some(department), &path, json!({})).await.expect(200);
        }
        let public = self.app.get("", "/api/disclosure/v1/results").await.expect(200);
        assert_eq!(public["total"], 2);
    }

    /// Before the visit's end the office reads of the draw and of nothing after it.
    async fn look_on(&self, task: &str) {
        let view = self.get(Role::Office, None, &format!("oversight/v1/tasks/{task}/timeline")).await;
        let services: Vec<_> =
            view["lines"].as_array().unwrap().iter().map(|line| line["service"].as_str().unwrap()).collect();
        assert!(services.contains(&"draw") && !services.contains(&"inspection"), "{services:?}");
    }

    /// The office's side at the end: every service in one timeline, the duties met, the counts even.
    async fn oversee(&self, task: &str) {
        let view = self.get(Role::Office, None, &format!("oversight/v1/tasks/{task}/timeline")).await;
        for service in ["planning", "pool", "draw", "inspection", "disclosure", "referral"] {
            let mut lines = view["lines"].as_array().unwrap().iter();
            assert!(lines.any(|line| line["service"] == service), "{service}");
        }
        assert!(!view.to_string().contains(SECRET) && !view.to_string().contains("91350100M000100Y43"));
        let duties = self.get(Role::Office, None, "oversight/v1/duties?year=2026").await;
        assert_eq!(
            (&duties["items"][0]["state"], &duties["items"][0]["initiated"]),
            (&json!("met"), &json!(1))
        );
        let counts = self.get(Role::Office, None, "oversight/v1/counts").await;
        let even = json!({"findings_raised": 1, "referrals_issued": 1, "referrals_concluded": 1,
                          "without_referral": 0, "without_finding": 0});
        assert_eq!(counts["all"], even);
        let all = self.get(Role::Office, None, "oversight/v1/coverage?year=2026").await["all"].clone();
        let expected = json!({
            "tasks_released": 1, "draws_drawn": 1, "objects_drawn": 1, "visits_ended": 1, "results_formed": 2,
            "disclosed_on_time": 2, "disclosed_late": 0, "referrals_issued": 1, "referrals_delivered": 1,
            "referrals_concluded": 1, "referrals_overdue": 0
        });
        assert_eq!(all, expected);
        assert_eq!(self.get(Role::Office, None, "oversight/v1/alerts").await["total"], 0);
    }
}

#[tokio::test]
async fn one_campaign_from_the_catalogue_to_the_outcome_at_the_finding() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.release(&catalogue).await;
    let draw = city.draw().await;
    assert_eq!((&draw["state"], &draw["drawn"]), (&json!("drawn"), &json!(1)));

    // Before the visit: the initiating clerk and the leader see it, the office and the other clerk do not.
    let visits = "inspection/v1/visits";
    let visit = city.get(Role::Clerk, Some(SCJG), visits).await["items"][0].clone();
    assert_eq!(visit["object"]["name"], SECRET);
    assert_eq!(city.get(Role::Leader, Some(WJW), visits).await["total"], 1);
    assert_eq!(city.get(Role::Office, None, visits).await["total"], 0);
    assert_eq!(city.get(Role::Clerk, Some(WJW), visits).await["total"], 0);

    // On site: each department records its item; the health commission's inspectors find something.
    let id = visit["visit"].as_str().unwrap();
    let team = visit["team"].as_array().unwrap().clone();
    let of =
        |department: &str| team.iter().filter(move |m| m["department"] == department).collect::<Vec<_>>();
    let leader = team.iter().find(|member| member["leader"] == true).unwrap();
    assert_eq!((of(SCJG).len(), of(WJW).len(), &leader["department"]), (2, 2, &json!(SCJG)));
    let record = json!({"result": "no_problem", "object_status": "operating"});
    let path = format!("{id}/items/scjg-01/result");
    assert_eq!(city.field(leader, &path, record.clone()).await.refused(409), "visit_not_started");
    city.field(leader, &format!("{id}/start"), json!({})).await.expect(200);
    assert_eq!(
        city.field(of(WJW)[0], &format!("{id}/signature"), json!({})).await.refused(409),
        "not_checked_in"
    );
    for member in team.iter().filter(|member| member["leader"] != true) {
        city.field(member, &format!("{id}/start"), json!({})).await.expect(200);
    }
    city.field(leader, &path, record.clone()).await.expect(200);
    let health = of(WJW)[0].clone();
    assert_eq!(city.field(&health, &path, record).await.refused(403), "not_your_item");
    let found = json!({"result": "pending_followup", "object_status": "operating",
                       "findings": [{"description": "涉嫌无证经营", "evidence": []}]});
    city.field(&health, &format!("{id}/items/wjw-01/result"), found).await.expect(200);
    assert_eq!(
        city.field(leader, &format!("{id}/end"), json!({})).await.refused(409),
        "department_not_signed"
    );
    for member in &team {
        city.field(member, &format!("{id}/signature"), json!({})).await.expect(200);
    }
    assert_eq!(city.field(leader, &format!("{id}/end"), json!({})).await.refused(409), "object_not_signed");
    city.field(leader, &format!("{id}/object-signature"), json!({"refused": false})).await.expect(200);
    city.look_on(&task).await;
    city.field(leader, &format!("{id}/end"), json!({})).await.expect(200);
    assert_eq!(city.get(Role::Office, None, visits).await["total"], 1);

    city.refer().await;
    city.disclose().await;
    city.oversee(&task).await;
    let task = city.get(Role::Office, None, "planning/v1/tasks").await["items"][0].clone();
    assert_eq!(task["step"], "follow_up");
    for service in ["planning", "pool", "draw", "inspection", "disclosure", "referral", "oversight"] {
        assert_eq!(store::dead_letter::count(city.app.context(service)).await.unwrap(), 0, "{service}");
    }
}
