//! How pages ask the services: over their public HTTP API, as whoever looks at the page. A site holds no data and no rights.

use std::{collections::BTreeMap, sync::Arc};

use reqwest::{Method, RequestBuilder, Response, StatusCode, header};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Problem, problem::Details};

/// The services' base addresses and a client for them.
#[derive(Clone)]
pub struct Upstream {
    client: reqwest::Client,
    bases: Arc<BTreeMap<String, String>>,
}

impl std::fmt::Debug for Upstream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Upstream").field("bases", &self.bases).finish_non_exhaustive()
    }
}

/// A command on its way: what makes it safe to send twice, and the state that its sender saw.
#[derive(Debug, Clone, Default)]
pub struct Command<'a> {
    /// Idempotency-Key, made with the form.
    pub key: &'a str,
    /// If-Match: the version that the form was filled in for.
    pub version: Option<u64>,
}

impl Upstream {
    pub fn new(client: reqwest::Client, bases: BTreeMap<String, String>) -> Self {
        Self { client, bases: Arc::new(bases) }
    }

    /// Reads `/api/<service><path>`; without a token as the public.
    pub async fn get<T: DeserializeOwned>(
        &self,
        token: Option<&str>,
        service: &str,
        path: &str,
    ) -> Result<T, Problem> {
        let request = self.request(Method::GET, token, service, path)?;
        read(answered(request.send().await).await?).await
    }

    /// Reads a file as it is: its type and its bytes.
    pub async fn file(
        &self,
        token: Option<&str>,
        service: &str,
        path: &str,
    ) -> Result<(String, Vec<u8>), Problem> {
        let request = self.request(Method::GET, token, service, path)?;
        let response = answered(request.send().await).await?;
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or("application/octet-stream").to_owned();
        let bytes = response.bytes().await.map_err(|error| unreachable(&error))?;
        Ok((kind, bytes.to_vec()))
    }

    /// Sends a command as JSON.
    pub async fn send<T: DeserializeOwned>(
        &self,
        token: Option<&str>,
        service: &str,
        path: &str,
        body: &impl Serialize,
        command: &Command<'_>,
    ) -> Result<T, Problem> {
        let request = self.command(token, service, path, command)?.json(body);
        read(answered(request.send().await).await?).await
    }

    /// Sends a command whose body is a file.
    pub async fn upload<T: DeserializeOwned>(
        &self,
        token: Option<&str>,
        service: &str,
        path: &str,
        (kind, bytes): (&str, Vec<u8>),
        command: &Command<'_>,
    ) -> Result<T, Problem> {
        let request =
            self.command(token, service, path, command)?.header(header::CONTENT_TYPE, kind).body(bytes);
        read(answered(request.send().await).await?).await
    }

    fn command(
        &self,
        token: Option<&str>,
        service: &str,
        path: &str,
        command: &Command<'_>,
    ) -> Result<RequestBuilder, Problem> {
        let mut request = self.request(Method::POST, token, service, path)?;
        if !command.key.is_empty() {
            request = request.header("idempotency-key", command.key);
        }
        if let Some(version) = command.version {
            request = request.header(header::IF_MATCH, format!("\"{version}\""));
        }
        Ok(request)
    }

    fn request(
        &self,
        method: Method,
        token: Option<&str>,
        service: &str,
        path: &str,
    ) -> Result<RequestBuilder, Problem> {
        let no_address = || Problem::fault(&format!("no address is configured for {service}"));
        let base = self.bases.get(service).ok_or_else(no_address)?;
        let url = format!("{}/api/{service}{path}", base.trim_end_matches('/'));
        let mut request = self.client.request(method, url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(traceparent) = store::trace::current_traceparent() {
            request = request.header("traceparent", traceparent);
        }
        Ok(request)
    }
}

/// The answer, or the service's own refusal with its sentence and article.
async fn answered(sent: Result<Response, reqwest::Error>) -> Result<Response, Problem> {
    let response = sent.map_err(|error| unreachable(&error))?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    match response.json::<Details>().await {
        Ok(details) => Err(Problem::Refused(Box::new(details))),
        Err(_) => Err(Problem::fault(&format!("a service answered {status} without a problem"))),
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Problem> {
    let empty = response.status() == StatusCode::NO_CONTENT;
    let bytes = response.bytes().await.map_err(|error| unreachable(&error))?;
    let read = if empty { T::deserialize(Value::Null) } else { serde_json::from_slice(&bytes) };
    read.map_err(|error| Problem::fault(&format!("an answer cannot be read: {error}")))
}

/// The cause without its address, which may name what is sealed.
fn unreachable(error: &reqwest::Error) -> Problem {
    let cause = if error.is_timeout() { "timeout" } else { "no connection" };
    tracing::warn!(cause, "a service cannot be reached");
    Problem::new("upstream_not_ready", Value::Null)
}
