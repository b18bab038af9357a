//! The accounts of a rehearsal: each role that the policy names, opened by the rehearsal's administrator, signed in when
//! first needed.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use contracts::api::identity::{RehearsalView, SessionView};
use kernel::{AccountId, Entropy, InspectorId, MonotonicTimer, RegionCode, Role, Timer};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::http::Http;
use crate::failure::Failure;

/// As whom one acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub role: Role,
    /// The department's id, with the region.
    pub department: Option<String>,
    pub inspector: Option<InspectorId>,
}

impl Part {
    pub fn of_city(role: Role) -> Self {
        Self { role, department: None, inspector: None }
    }
    pub fn of(role: Role, department: &str) -> Self {
        Self { role, department: Some(department.to_owned()), inspector: None }
    }
    pub fn inspector(department: &str, inspector: InspectorId) -> Self {
        Self { role: Role::Inspector, department: Some(department.to_owned()), inspector: Some(inspector) }
    }
}

/// One who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    pub role: Role,
    pub account: AccountId,
    pub token: String,
}

struct Signed {
    person: Person,
    until: Duration,
}

/// Everybody of the rehearsal.
pub struct People {
    http: Arc<Http>,
    pub region: RegionCode,
    administrator: (String, String),
    password: String,
    timer: MonotonicTimer,
    signed: Mutex<BTreeMap<String, Signed>>,
    logins: Mutex<BTreeMap<Part, String>>,
}

impl People {
    /// Opens the isolated region.
    pub async fn open(http: Arc<Http>, token: &str) -> Result<Self, Failure> {
        let path = "/api/identity/v1/rehearsals";
        let reply = http.attempt("", path, &json!({"token": token})).await?;
        if reply.status != 201 {
            let why = reply.json()["detail"].as_str().unwrap_or_default().to_owned();
            return Err(Failure(format!("不能开设演练区域：{why}")));
        }
        let view: RehearsalView = serde_json::from_slice(&reply.bytes)?;
        let password = hex::encode(&http.chance().bytes32()[..12]);
        Ok(Self {
            http,
            region: view.region,
            administrator: (view.login, view.password.0),
            password,
            timer: MonotonicTimer::start(),
            signed: Mutex::default(),
            logins: Mutex::default(),
        })
    }

    pub async fn administrator(&self) -> Result<Person, Failure> {
        let (login, password) = &self.administrator;
        self.signed_in(login, password).await
    }

    /// Opens an account for each part that has none yet.
    pub async fn admit(&self, parts: &[Part]) -> Result<usize, Failure> {
        let administrator = self.administrator().await?;
        let mut logins = self.logins.lock().await;
        let mut fresh: Vec<Part> = parts.iter().filter(|part| !logins.contains_key(part)).cloned().collect();
        fresh.sort();
        fresh.dedup();
        for group in fresh.chunks(100) {
            let mut accounts = Vec::new();
            for part in group {
                let login = format!("{}.{}", self.region, logins.len() + 1);
                accounts.push(account(part, &login, &self.password));
                logins.insert(part.clone(), login);
            }
            let body = json!({"accounts": accounts});
            self.http.command::<Value>(&administrator, "/api/identity/v1/accounts", &body).await?;
        }
        Ok(fresh.len())
    }

    /// The one who plays this part, signed in.
    pub async fn who(&self, part: &Part) -> Result<Person, Failure> {
        let login = self.logins.lock().await.get(part).cloned();
        let login = login.ok_or_else(|| Failure(format!("{part:?} 没有账号")))?;
        self.signed_in(&login, &self.password).await
    }

    async fn signed_in(&self, login: &str, password: &str) -> Result<Person, Failure> {
        if let Some(signed) = self.signed.lock().await.get(login)
            && self.timer.elapsed() < signed.until
        {
            return Ok(signed.person.clone());
        }
        let body = json!({"login": login, "password": password});
        let reply = self.http.attempt("", "/api/identity/v1/sessions", &body).await?;
        if reply.status != 200 {
            return Err(Failure(format!("{login} 登录失败：{}", reply.code())));
        }
        let view: SessionView = serde_json::from_slice(&reply.bytes)?;
        let role = view.grants.iter().find(|grant| grant.grant == view.grant).map(|grant| grant.role);
        let role = role.ok_or_else(|| Failure(format!("{login} 没有授权")))?;
        let person = Person { role, account: view.account, token: view.token };
        // Signed in anew a minute before the token ends.
        let until = self.timer.elapsed() + Duration::from_secs(view.expires_in_s.saturating_sub(60));
        self.signed.lock().await.insert(login.to_owned(), Signed { person: person.clone(), until });
        Ok(person)
    }
}

fn account(part: &Part, login: &str, password: &str) -> Value {
    let mut grant = json!({"role": part.role});
    if let Some(department) = &part.department {
        grant["department"] = json!(department);
    }
    if let Some(inspector) = &part.inspector {
        grant["inspector"] = json!(inspector);
    }
    json!({"login": login, "password": password, "name": part.role.name(), "grants": [grant]})
}
