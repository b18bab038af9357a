//! How a service reaches the others: large immutable artefacts by digest, and identity's public keys. Nothing else is
//! ever asked of a peer.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
    time::Duration,
};

use kernel::Timer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::token::{KeySet, RevokedSet};

/// A peer could not be asked, or did not have it.
#[derive(Debug, thiserror::Error)]
pub enum PeerError {
    #[error("no address is configured for {0}")]
    NoAddress(String),
    #[error("{0}")]
    Http(#[from] reqwest::Error),
    #[error("{service} answered {status}")]
    Status { service: String, status: u16 },
    /// What came does not have the digest that was asked for.
    #[error("artefact {0} came with other content")]
    WrongContent(String),
}

/// Asks for a service's own token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceTokenRequest {
    pub service: String,
    pub secret: String,
}

/// A token as identity hands it out.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct IssuedToken {
    pub token: String,
    /// How long it is good for, seconds.
    pub expires_in_s: u64,
}

/// Base addresses by service, and the credential this process has.
#[derive(Clone)]
pub struct Peers {
    service: String,
    client: reqwest::Client,
    bases: Arc<BTreeMap<String, String>>,
    secret: Arc<str>,
    token: Arc<RwLock<Option<(String, Duration)>>>,
    timer: Arc<dyn Timer>,
    fixed_token: Option<Arc<str>>,
}

impl std::fmt::Debug for Peers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Peers").field("bases", &self.bases).finish_non_exhaustive()
    }
}

impl Peers {
    pub fn new(
        service: &str,
        client: reqwest::Client,
        bases: BTreeMap<String, String>,
        secret: &str,
        timer: Arc<dyn Timer>,
    ) -> Self {
        Self {
            service: service.to_owned(),
            client,
            bases: Arc::new(bases),
            secret: secret.into(),
            token: Arc::default(),
            timer,
            fixed_token: None,
        }
    }

    /// The client that all requests of the process share.
    pub fn client(&self) -> reqwest::Client {
        self.client.clone()
    }

    /// With a token got elsewhere, for processes that have no identity service to ask.
    pub fn with_token(mut self, token: &str) -> Self {
        self.fixed_token = Some(token.into());
        self
    }

    /// The same addresses with the credential of another service of this process.
    pub fn for_service(&self, service: &str) -> Self {
        Self { service: service.to_owned(), token: Arc::default(), ..self.clone() }
    }

    /// Identity's public token keys.
    pub async fn token_keys(&self) -> Result<KeySet, PeerError> {
        let url = self.url("identity", "/v1/keys")?;
        Ok(self.client.get(url).send().await?.error_for_status()?.json().await?)
    }

    /// What identity has revoked and is not over by itself.
    pub async fn revoked(&self) -> Result<RevokedSet, PeerError> {
        let url = self.url("identity", "/v1/revocations")?;
        Ok(self.ask(&url).await?.error_for_status()?.json().await?)
    }

    /// An artefact by its digest, checked against it.
    pub async fn artefact(&self, service: &str, digest: &str) -> Result<Vec<u8>, PeerError> {
        let url = self.url(service, &format!("/v1/artefacts/{digest}"))?;
        let response = self.ask(&url).await?;
        if !response.status().is_success() {
            return Err(PeerError::Status {
                service: service.to_owned(),
                status: response.status().as_u16(),
            });
        }
        let content = response.bytes().await?.to_vec();
        if store::artefact::digest(&content) != digest {
            return Err(PeerError::WrongContent(digest.to_owned()));
        }
        Ok(content)
    }

    /// Asks with the own token. One that is refused is renewed once: where the legal clock was moved on, tokens have ended
    /// sooner than the timer knows.
    async fn ask(&self, url: &str) -> Result<reqwest::Response, PeerError> {
        let response = self.get(url).await?;
        if response.status() != reqwest::StatusCode::UNAUTHORIZED || self.fixed_token.is_some() {
            return Ok(response);
        }
        if let Ok(mut held) = self.token.write() {
            *held = None;
        }
        self.get(url).await
    }

    async fn get(&self, url: &str) -> Result<reqwest::Response, PeerError> {
        let mut request = self.client.get(url).bearer_auth(self.own_token().await?);
        if let Some(traceparent) = store::trace::current_traceparent() {
            request = request.header("traceparent", traceparent);
        }
        Ok(request.send().await?)
    }

    async fn own_token(&self) -> Result<String, PeerError> {
        if let Some(token) = &self.fixed_token {
            return Ok(token.to_string());
        }
        let now = self.timer.elapsed();
        if let Ok(held) = self.token.read()
            && let Some((token, until)) = &*held
            && now < *until
        {
            return Ok(token.clone());
        }
        let request = ServiceTokenRequest { service: self.service.clone(), secret: self.secret.to_string() };
        let url = self.url("identity", "/v1/service-tokens")?;
        let response = self.client.post(url).json(&request).send().await?;
        if !response.status().is_success() {
            return Err(PeerError::Status {
                service: "identity".to_owned(),
                status: response.status().as_u16(),
            });
        }
        let issued: IssuedToken = response.json().await?;
        if let Ok(mut held) = self.token.write() {
            // Renewed at half time.
            *held = Some((issued.token.clone(), now + Duration::from_secs(issued.expires_in_s / 2)));
        }
        Ok(issued.token)
    }

    fn url(&self, service: &str, path: &str) -> Result<String, PeerError> {
        let base = self.bases.get(service).ok_or_else(|| PeerError::NoAddress(service.to_owned()))?;
        Ok(format!("{}/api/{service}{path}", base.trim_end_matches('/')))
    }
}
