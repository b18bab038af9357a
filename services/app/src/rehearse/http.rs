//! Speaking HTTP with the system as its users do. A command carries an idempotency key and a trace of its own, so that it
//! may be sent again when an answer is lost, and so that its row can be found in the journal afterwards.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use kernel::{Entropy, Role, SeededEntropy};
use reqwest::{Method, StatusCode};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::people::Person;
use crate::failure::Failure;

/// How long an answer is waited for while the system restarts.
const PATIENCE: Duration = Duration::from_secs(90);
/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(250);

/// A command that the system took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Command {
    pub service: String,
    pub path: String,
    pub role: Role,
    pub account: kernel::AccountId,
    /// The trace id it was sent with.
    pub trace: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }
    /// The problem's code, empty where it is none.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// The system as it is reached from outside.
pub struct Http {
    client: reqwest::Client,
    services: BTreeMap<String, String>,
    chance: SeededEntropy,
    commands: Mutex<Vec<Command>>,
}

impl Http {
    /// Asks `url` where each service is.
    pub async fn discover(url: &str, chance: SeededEntropy) -> Result<Self, Failure> {
        #[derive(Deserialize)]
        struct Discovery {
            services: BTreeMap<String, String>,
        }
        let client = reqwest::Client::builder().connect_timeout(Duration::from_secs(3)).no_proxy().build()?;
        let known = format!("{}/.well-known/suiji", url.trim_end_matches('/'));
        let asked = client.get(&known).timeout(Duration::from_secs(10)).send().await;
        let answer = asked.map_err(Failure::from)?;
        let Discovery { services } = answer.error_for_status()?.json().await?;
        Ok(Self { client, services, chance, commands: Mutex::default() })
    }

    pub fn chance(&self) -> &SeededEntropy {
        &self.chance
    }

    /// Every command taken so far.
    pub fn taken(&self) -> Vec<Command> {
        self.commands.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn address(&self, path: &str) -> Result<String, Failure> {
        let service = service_of(path);
        let base = self.services.get(service);
        let base = base.ok_or_else(|| Failure(format!("系统没有说明服务 {service} 的地址")))?;
        Ok(format!("{}{path}", base.trim_end_matches('/')))
    }

    /// A reading request, whatever its answer.
    pub async fn look(&self, token: &str, path: &str) -> Result<Reply, Failure> {
        self.send(Method::GET, token, path, &[], None).await
    }

    /// A page or a thing that must be there.
    pub async fn read<T: DeserializeOwned>(&self, token: &str, path: &str) -> Result<T, Failure> {
        let reply = self.look(token, path).await?;
        decode(path, &reply)
    }

    /// A command, whatever its answer.
    pub async fn attempt(&self, token: &str, path: &str, body: &Value) -> Result<Reply, Failure> {
        self.attempt_as(Method::POST, token, path, body).await
    }

    pub async fn attempt_as(
        &self,
        method: Method,
        token: &str,
        path: &str,
        body: &Value,
    ) -> Result<Reply, Failure> {
        let key = hex::encode(&self.chance.bytes32()[..16]);
        let headers = [("idempotency-key", key), ("content-type", "application/json".to_owned())];
        self.send(method, token, path, &headers, Some(body.to_string().into_bytes())).await
    }

    /// A command that must be taken, and is noted.
    pub async fn command<T: DeserializeOwned>(
        &self,
        person: &Person,
        path: &str,
        body: &Value,
    ) -> Result<T, Failure> {
        let reply = self.ask(person, path, "application/json", body.to_string().into_bytes()).await?;
        decode(path, &reply)
    }

    /// The same with a file as its body.
    pub async fn carry<T: DeserializeOwned>(
        &self,
        person: &Person,
        path: &str,
        media_type: &str,
        file: Vec<u8>,
    ) -> Result<T, Failure> {
        let reply = self.ask(person, path, media_type, file).await?;
        decode(path, &reply)
    }

    /// A command, whatever its answer; noted where it is taken.
    pub async fn ask(
        &self,
        person: &Person,
        path: &str,
        media_type: &str,
        body: Vec<u8>,
    ) -> Result<Reply, Failure> {
        let random = hex::encode(self.chance.bytes32());
        let (trace, rest) = random.split_at(32);
        let headers = [
            ("idempotency-key", rest.to_owned()),
            ("content-type", media_type.to_owned()),
            ("traceparent", format!("00-{trace}-{}-01", &rest[..16])),
        ];
        let reply = self.send(Method::POST, &person.token, path, &headers, Some(body)).await?;
        if !(200..300).contains(&reply.status) {
            return Ok(reply);
        }
        let command = Command {
            service: service_of(path).to_owned(),
            path: path.to_owned(),
            role: person.role,
            account: person.account,
            trace: trace.to_owned(),
        };
        self.commands.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(command);
        Ok(reply)
    }

    /// Sends until an answer comes: a server that is down or overloaded is tried again.
    async fn send(
        &self,
        method: Method,
        token: &str,
        path: &str,
        headers: &[(&str, String)],
        body: Option<Vec<u8>>,
    ) -> Result<Reply, Failure> {
        let address = self.address(path)?;
        let mut waited = Duration::ZERO;
        loop {
            let mut request = self.client.request(method.clone(), &address).timeout(PATIENCE);
            for (name, value) in headers {
                request = request.header(*name, value);
            }
            if !token.is_empty() {
                request = request.bearer_auth(token);
            }
            if let Some(body) = &body {
                request = request.body(body.clone());
            }
            match answer(request).await {
                Ok(reply) => return Ok(reply),
                Err(reason) if waited >= PATIENCE => return Err(Failure(format!("{path}：{reason}"))),
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
            waited += PAUSE;
        }
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<Reply, String> {
    let response = request.send().await.map_err(|e| e.to_string())?;
    let status = response.status();
    let away = [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
    if away.contains(&status) {
        return Err(format!("服务暂不可用（{status}）"));
    }
    let bytes = response.bytes().await.map_err(|e| e.to_string())?.to_vec();
    Ok(Reply { status: status.as_u16(), bytes })
}

fn service_of(path: &str) -> &str {
    path.split('/').nth(2).unwrap_or_default()
}

/// The view, or the problem in the words in which it came.
pub fn decode<T: DeserializeOwned>(path: &str, reply: &Reply) -> Result<T, Failure> {
    if !(200..300).contains(&reply.status) {
        let problem = reply.json();
        let words = problem["detail"].as_str().unwrap_or_default();
        return Err(Failure(format!("{path} 被拒绝（{} {}）：{words}", reply.status, reply.code())));
    }
    serde_json::from_slice(&reply.bytes).map_err(|e| Failure(format!("{path} 的答复无法读取：{e}")))
}
