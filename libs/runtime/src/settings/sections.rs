//! The sections, in the order of `deploy/default.toml`, which says in Chinese what each key means.

use std::{net::SocketAddr, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::{CredentialUrl, Secret};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    /// 0 = as many as the machine has cores.
    pub workers: usize,
    pub max_body_bytes: usize,
    pub shutdown_grace_s: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// A template: use [`Settings::database_url`](super::Settings::database_url).
    pub url: CredentialUrl,
    pub max_connections: u32,
    /// A template, empty = `url`: use [`Settings::admin_url`](super::Settings::admin_url).
    pub admin_url: CredentialUrl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BusKind {
    Embedded,
    Nats,
}

/// How a service reaches the bus; read it by [`Settings::bus_access`](super::Settings::bus_access).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bus {
    pub kind: BusKind,
    pub url: CredentialUrl,
    pub user: String,
    pub password: Secret,
    pub password_file: String,
    pub credentials_file: String,
    pub root_certificates: String,
    pub replicas: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    pub dir: PathBuf,
}

/// Base URLs as the services see each other; read them by [`Settings::service_url`](super::Settings::service_url).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Services {
    pub planning: String,
    pub pool: String,
    pub draw: String,
    pub inspection: String,
    pub disclosure: String,
    pub referral: String,
    pub oversight: String,
    pub identity: String,
}

/// Base URLs as clients see them; read them by [`Settings::public_url`](super::Settings::public_url).
pub type Public = Services;

impl Services {
    /// Names and base URLs, an empty one where none is set.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("planning", self.planning.as_str()),
            ("pool", &self.pool),
            ("draw", &self.draw),
            ("inspection", &self.inspection),
            ("disclosure", &self.disclosure),
            ("referral", &self.referral),
            ("oversight", &self.oversight),
            ("identity", &self.identity),
        ]
        .into_iter()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub issuer: String,
    pub token_minutes: u32,
    pub session_hours: u32,
    /// Shared by the services to obtain their own tokens. `load` has already put the file's content here.
    pub service_secret: Secret,
    pub service_secret_file: String,
    /// A template: use [`Settings::token_key_file`](super::Settings::token_key_file).
    pub token_key_file: String,
    pub argon2_memory_kib: u32,
    pub argon2_passes: u32,
    pub argon2_lanes: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    pub log_origin: String,
    /// A template: use [`Settings::signing_key_file`](super::Settings::signing_key_file).
    pub signing_key_file: String,
    /// A template: use [`Settings::log_key_file`](super::Settings::log_key_file).
    pub log_key_file: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    pub allowed: bool,
    pub token: Secret,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Human,
    Json,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telemetry {
    pub log_format: LogFormat,
    pub log_filter: String,
    /// Base address of an OTLP/HTTP receiver; empty = spans are not exported.
    pub otlp_endpoint: String,
    pub service_instance: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    pub idempotency_days: u32,
}

/// The pages for people: `console` and `portal`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Whether people reach them by https alone; cookies then go nowhere else.
    pub https: bool,
}
