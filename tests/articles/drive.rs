//! What the articles' tests say to the city: who acts, what is refused, and the steps from a plan to a released task one
//! by one, so that a test can stop between them.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Reply;

use crate::city::{City, REGION, SCJG, WJW};

/// Who acts: a role, and the department that it is held in.
pub type As = (Role, Option<&'static str>);
pub const OFFICE: As = (Role::Office, None);
/// The initiating department, market regulation.
pub const CLERK: As = (Role::Clerk, Some(SCJG));
pub const PRINCIPAL: As = (Role::Principal, Some(SCJG));
/// The participating department, health.
pub const HEALTH_CLERK: As = (Role::Clerk, Some(WJW));
pub const HEALTH_PRINCIPAL: As = (Role::Principal, Some(WJW));
pub const HEALTH_LEADER: As = (Role::Leader, Some(WJW));
/// A department that has no part in anything.
pub const OUTSIDER: As = (Role::Clerk, Some("410481-hbj"));

/// A refusal as the policy's people meet it: the status, the stable code, a Chinese sentence.
#[track_caller]
pub fn refused(reply: Reply, status: u16, code: &str) {
    let detail = reply.body["detail"].as_str().unwrap_or_default().to_owned();
    assert_eq!(reply.clone().refused(status), code, "{:#}", reply.body);
    assert!(detail.chars().any(|c| ('一'..='龥').contains(&c)), "no sentence: {:#}", reply.body);
}

/// A scheme of market regulation and health for one object in March.
pub fn scheme() -> Value {
    json!({
        "title": "食品安全联合抽查", "initiating": SCJG,
        "participants": [{"department": SCJG, "items": ["scjg-01"]}, {"department": WJW, "items": ["wjw-01"]}],
        "from": "2026-03-02", "until": "2026-03-31", "criteria": {},
        "quota": {"rule": "total", "total": 1}, "notice": {"policy": "withheld", "reason": "不宜告知"},
        "entropy": {"source": "parties", "parties": ["jw", "scjg"]}
    })
}

pub fn plan_line() -> Value {
    json!({"title": "食品安全", "participants": [SCJG, WJW], "items": ["scjg-01"], "months": [1, 12], "share": "5%"})
}

impl City {
    pub async fn by(&self, (role, department): As, path: &str, body: Value) -> Reply {
        self.post(role, department, path, body).await
    }

    pub async fn sees(&self, (role, department): As, path: &str) -> Value {
        self.get(role, department, path).await
    }

    /// A look that may be refused.
    pub async fn looks(&self, (role, department): As, path: &str) -> Reply {
        self.app.get(&self.app.token(role, REGION, department), &format!("/api/{path}")).await
    }

    /// The trail of one thing: its events, oldest first.
    pub async fn trail(&self, who: As, service: &str, id: &str) -> Vec<Value> {
        let trail = self.sees(who, &format!("{service}/v1/timeline/{id}")).await;
        trail["entries"].as_array().unwrap().clone()
    }

    pub async fn imports(&self, who: As, what: &str, text: &str) -> Reply {
        let token = self.app.token(who.0, REGION, who.1);
        let path = format!("/api/pool/v1/imports/{what}");
        let reply = self.app.upload(&token, &path, "text/csv", text.as_bytes()).await;
        self.app.drain().await;
        reply
    }

    /// Market regulation's plan for 2026 as it is reported to the office; its id.
    pub async fn submits_plan(&self) -> String {
        let plan = json!({"year": 2026, "lines": [plan_line()]});
        let plan = self.by(CLERK, "planning/v1/plans", plan).await.expect(201);
        plan["plan"].as_str().unwrap().to_owned()
    }

    /// The same, confirmed by health and published by the office; the one plan of the year, where it is published already.
    pub async fn publishes_plan(&self) -> String {
        let known = self.sees(CLERK, "planning/v1/plans?state=published").await;
        if let Some(plan) = known["items"][0]["plan"].as_str() {
            return plan.to_owned();
        }
        let plan = self.submits_plan().await;
        self.by(HEALTH_CLERK, &format!("planning/v1/plans/{plan}/confirmation"), json!({})).await.expect(200);
        self.by(OFFICE, &format!("planning/v1/plans/{plan}/publication"), json!({})).await.expect(200);
        plan
    }

    pub async fn drafts(&self, plan: &str, catalogue: &Value, scheme: Value) -> Reply {
        let task = json!({"plan": plan, "catalogue": catalogue["catalogue"], "scheme": scheme});
        self.by(CLERK, "planning/v1/tasks", task).await
    }

    /// A task drafted on a published plan; its id.
    pub async fn drafted(&self, catalogue: &Value, scheme: Value) -> String {
        let plan = self.publishes_plan().await;
        let task = self.drafts(&plan, catalogue, scheme).await.expect(201);
        task["task"].as_str().unwrap().to_owned()
    }

    pub async fn agree(&self, task: &str) {
        for clerk in [CLERK, HEALTH_CLERK] {
            self.by(clerk, &format!("planning/v1/tasks/{task}/agreement"), json!({})).await.expect(200);
        }
    }

    pub async fn confirm_libraries(&self, task: &str) {
        for clerk in [CLERK, HEALTH_CLERK] {
            let path = format!("pool/v1/confirmations/{task}/confirmation");
            self.by(clerk, &path, json!({})).await.expect(200);
        }
    }

    pub async fn approve(&self, task: &str) {
        for principal in [PRINCIPAL, HEALTH_PRINCIPAL] {
            self.by(principal, &format!("planning/v1/tasks/{task}/approval"), json!({})).await.expect(200);
        }
    }

    pub async fn releases(&self, task: &str) -> Reply {
        self.by(CLERK, &format!("planning/v1/tasks/{task}/release"), json!({})).await
    }

    /// A task through all that a release needs, and released.
    pub async fn released(&self, catalogue: &Value, scheme: Value) -> String {
        let task = self.drafted(catalogue, scheme).await;
        self.agree(&task).await;
        self.confirm_libraries(&task).await;
        self.approve(&task).await;
        self.releases(&task).await.expect(200);
        task
    }

    /// How far along the five steps a task is.
    pub async fn step(&self, task: &str) -> String {
        let task = self.sees(OFFICE, &format!("planning/v1/tasks/{task}")).await;
        task["step"].as_str().unwrap().to_owned()
    }
}
