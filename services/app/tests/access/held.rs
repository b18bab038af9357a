//! A whole campaign of one city, whose rows are then looked for.

use std::collections::BTreeMap;

use contracts::events::draw::DrawEvent;
use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{City, REGION, SCJG, SECRET, WJW},
    documents::Listed,
};

pub const CODE: &str = "91350100M000100Y43";
const LETTERS: &str = "/api/planning/v1/dead-letters/";

/// A city with a campaign, and what its rows are known by.
pub struct Campaign {
    pub city: City,
    /// `/api/inspection/v1/visits/` → the id of the campaign's visit, and so on.
    pub ids: BTreeMap<&'static str, String>,
    /// The digest of a file uploaded at the visit.
    evidence: String,
    /// Texts that are nowhere but in rows of this city.
    marks: Vec<String>,
}

fn uuid(last: u8) -> String {
    format!("0192f1c2-7b6e-7c3a-9d54-0000000000{last:02}")
}

impl Campaign {
    /// Up to the drawn visit, which is still sealed.
    pub async fn drawn() -> Self {
        let city = City::start().await;
        let catalogue = city.set_up().await;
        let task = city.release(&catalogue).await;
        let draw = city.draw().await;
        let mut campaign = Self {
            city,
            ids: BTreeMap::new(),
            evidence: "a".repeat(64),
            marks: vec![SECRET.into(), CODE.into()],
        };
        let visit = campaign.city.get(Role::Clerk, Some(SCJG), "inspection/v1/visits").await;
        campaign.know("/api/inspection/v1/visits/", &visit["items"][0]["visit"]);
        campaign.know("/api/draw/v1/draws/", &draw["draw"]);
        campaign.know("/api/planning/v1/tasks/", &json!(task));
        campaign.know("/api/oversight/v1/tasks/", &json!(task));
        campaign.know("/api/pool/v1/confirmations/", &json!(task));
        let inspectors = campaign.city.get(Role::Office, None, "pool/v1/inspectors").await;
        campaign.know("/api/pool/v1/inspectors/", &inspectors["items"][0]["inspector"]);
        campaign
    }

    /// The same to the disclosed results, with drafts, refused rows, an alert and a dead letter besides.
    pub async fn held() -> Self {
        let mut campaign = Self::drawn().await;
        campaign.draft().await;
        campaign.refuse_rows().await;
        let visit =
            campaign.city.get(Role::Clerk, Some(SCJG), "inspection/v1/visits").await["items"][0].clone();
        campaign.evidence = campaign.inspect(&visit).await;
        let city = &campaign.city;
        let referral = city.get(Role::Clerk, Some(WJW), "referral/v1/referrals").await["items"][0].clone();
        let duty = city.get(Role::Clerk, Some(SCJG), "disclosure/v1/duties").await["items"][0].clone();
        let path = format!("disclosure/v1/duties/{}/disclosure", duty["duty"].as_str().unwrap());
        city.post(Role::Clerk, Some(SCJG), &path, json!({})).await.expect(200);
        campaign.know("/api/referral/v1/referrals/", &referral["referral"]);
        campaign.know("/api/disclosure/v1/duties/", &duty["duty"]);
        // The other department's duty goes overdue, and the office is told of it.
        campaign.city.app.clock.set("2026-04-02T01:00:00Z".parse().unwrap());
        campaign.lay_a_letter_down().await;
        let alerts = campaign.city.get(Role::Office, None, "oversight/v1/alerts").await;
        campaign.know("/api/oversight/v1/alerts/", &alerts["items"][0]["alert"]);
        campaign
    }

    /// A plan, a catalogue and a proposal that are not published yet.
    async fn draft(&mut self) {
        let line = json!({"title": "尚未公布", "participants": [SCJG, WJW], "items": ["scjg-01"],
                          "months": [3, 6], "share": "5%"});
        let plan = json!({"year": 2027, "lines": [line]});
        let plan = self.city.post(Role::Clerk, Some(SCJG), "planning/v1/plans", plan).await.expect(201);
        let item = json!({"item": "scjg-02", "name": "尚未公布", "department": SCJG, "legal_basis": "食品安全法",
                          "object_kinds": ["enterprise"], "matter": "food", "guide": "看", "guide_version": "1"});
        let items = json!({"items": [item]});
        let drafted =
            self.city.post(Role::Clerk, Some(SCJG), "planning/v1/catalogues", items).await.expect(201);
        let issue = json!({"title": "尚未公布", "text": "建议增加一次联合抽查"});
        let issue = self.city.post(Role::Clerk, Some(SCJG), "planning/v1/proposals", issue).await.expect(201);
        self.know("/api/planning/v1/proposals/", &issue["proposal"]);
        self.know("/api/planning/v1/plans/", &plan["plan"]);
        self.know("/api/planning/v1/catalogues/", &drafted["catalogue"]);
    }

    /// The visit from its start to its end, with a finding of the health commission; returns the digest of its evidence.
    async fn inspect(&self, visit: &Value) -> String {
        let id = visit["visit"].as_str().unwrap();
        let team = visit["team"].as_array().unwrap();
        let leader = team.iter().find(|member| member["leader"] == true).unwrap();
        let health = team.iter().find(|member| member["department"] == WJW).unwrap();
        for member in [leader].into_iter().chain(team.iter().filter(|member| member["leader"] != true)) {
            self.city.field(member, &format!("{id}/start"), json!({})).await.expect(200);
        }
        let token = self.city.app.inspector_token(
            REGION,
            SCJG,
            leader["inspector"].as_str().unwrap().parse().unwrap(),
        );
        let path = format!("/api/inspection/v1/visits/{id}/evidence");
        let note = format!("{SECRET}现场笔录");
        let evidence = self.city.app.upload(&token, &path, "text/plain", note).await.expect(201);
        let fine = json!({"result": "no_problem", "object_status": "operating"});
        self.city.field(leader, &format!("{id}/items/scjg-01/result"), fine).await.expect(200);
        let found = json!({"result": "pending_followup", "object_status": "operating",
                           "findings": [{"description": "涉嫌无证经营", "evidence": [evidence["digest"]]}]});
        self.city.field(health, &format!("{id}/items/wjw-01/result"), found).await.expect(200);
        for member in team {
            self.city.field(member, &format!("{id}/signature"), json!({})).await.expect(200);
        }
        self.city
            .field(leader, &format!("{id}/object-signature"), json!({"refused": false}))
            .await
            .expect(200);
        self.city.field(leader, &format!("{id}/end"), json!({})).await.expect(200);
        evidence["digest"].as_str().unwrap().to_owned()
    }

    async fn refuse_rows(&mut self) {
        let clerk = self.city.app.token(Role::Clerk, REGION, Some(SCJG));
        let rows = "企业名称,统一社会信用代码,地区\n某店,91350100M000100Y44,舞钢市\n";
        let report = self.city.app.upload(&clerk, "/api/pool/v1/imports/objects", "text/csv", rows).await;
        let report = report.expect(201);
        assert_eq!(report["rejected_rows"], 1, "{report:#}");
        self.know("/api/pool/v1/imports/", &report["import"]);
    }

    /// An event whose source is not its service; planning lays it aside.
    async fn lay_a_letter_down(&mut self) {
        let (draw, task) = (uuid(1).parse().unwrap(), uuid(2).parse().unwrap());
        let event = DrawEvent::Voided { draw, task, reason: "伪造".into() };
        let mut forged = self.city.app.publish("draw", REGION, &uuid(1), 1, &event).await;
        forged.source = format!("/suiji/{REGION}/referral");
        self.city.app.publish_fact(&forged).await;
        self.city.app.drain().await;
        self.know(LETTERS, &json!(forged.id.to_string()));
    }

    fn know(&mut self, prefix: &'static str, id: &Value) {
        let id = id.as_str().unwrap().to_owned();
        self.marks.push(id.clone());
        self.ids.insert(prefix, id);
    }

    /// The path with the campaign's own id in it.
    pub fn path(&self, operation: &Listed) -> String {
        let service = operation.path.split('/').nth(2).unwrap();
        let main = match service {
            "planning" => "/api/planning/v1/tasks/",
            "pool" => "/api/pool/v1/confirmations/",
            "draw" => "/api/draw/v1/draws/",
            "inspection" => "/api/inspection/v1/visits/",
            "disclosure" => "/api/disclosure/v1/duties/",
            "oversight" => "/api/oversight/v1/alerts/",
            _ => "/api/referral/v1/referrals/",
        };
        let prefix = match operation.path.split('{').next().unwrap() {
            path if path.ends_with("/timeline/") => main,
            path => path,
        };
        let path = match self.ids.get(prefix) {
            Some(id) => operation.filled(id),
            None => operation.nowhere(),
        };
        if operation.path.contains("/evidence/") {
            return path.replace(&"a".repeat(64), &self.evidence);
        }
        if operation.path.contains("/person-key") {
            return format!("{path}?reason=了结");
        }
        let personal = ["/api/pool/v1/objects/{id}", "/api/pool/v1/inspectors/{id}"];
        if personal.contains(&operation.path.as_str()) { format!("{path}?purpose=核对") } else { path }
    }

    pub async fn read(&self, operation: &Listed, token: &str, search: &str) -> Seen {
        let path = format!("{}{search}", self.path(operation));
        let reply = self.city.app.get(token, &path).await;
        assert!(reply.status < 500, "{path}: {}", reply.body);
        let text = String::from_utf8_lossy(&reply.bytes).into_owned();
        let mut words = operation.path.rsplit('/');
        let of_departments =
            ["routing-rules", "duties", "coverage", "counts"].contains(&words.next().unwrap());
        let department = (of_departments && !operation.path.contains("/disclosure/")).then(|| WJW.to_owned());
        // An inbox holds nothing but the ids of others' events.
        let row = operation.path.ends_with("/v1/inbox").then(|| "\"event\"".to_owned());
        let mark =
            self.marks.iter().chain(&department).chain(&row).find(|mark| text.contains(*mark)).cloned();
        Seen { status: reply.status, total: reply.body["total"].as_u64(), mark, text }
    }

    /// What a city's own people see of it, the first who see a row.
    pub async fn owner_sees(&self, operation: &Listed, search: &str) -> bool {
        for role in operation.allowed() {
            for department in [SCJG, WJW] {
                let within = role.needs_department() || matches!(role, Role::System | Role::DrawParty);
                let token = self.city.app.token(role, REGION, within.then_some(department));
                let seen = self.read(operation, &token, search).await;
                if seen.status == 200 && (seen.mark.is_some() || is_file(operation)) && seen.total != Some(0)
                {
                    return true;
                }
            }
        }
        false
    }
}

pub struct Seen {
    pub status: u16,
    pub total: Option<u64>,
    pub mark: Option<String>,
    pub text: String,
}

impl Seen {
    #[track_caller]
    pub fn shows_nothing(&self, what: &str) {
        assert_eq!(self.mark, None, "{what} shows a foreign row: {}", self.text);
        assert!(matches!(self.status, 200 | 403 | 404), "{what}: {} {}", self.status, self.text);
    }
}

/// Files, and rows that were refused: they hold no id.
fn is_file(operation: &Listed) -> bool {
    ["/receipt/", "report.xlsx", "/imports/{id}/rows"].iter().any(|part| operation.path.contains(part))
}

/// What a city's own people have no row of: artefacts are for services alone, and only planning laid a letter aside.
pub fn is_empty(operation: &Listed) -> bool {
    // Nobody has looked at anybody's data yet; `art25` does, and reads it.
    if operation.path.ends_with("/v1/looks") {
        return true;
    }
    // The draft plan waits for the other department; nothing else does at the end of a campaign.
    if operation.path.ends_with("/v1/waiting") {
        return !operation.path.contains("/planning/");
    }
    let letters = operation.path.contains("/dead-letters");
    operation.path.contains("/artefacts/") || (letters && !LETTERS.starts_with(&operation.path))
}
