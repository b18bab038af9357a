//! Problems (RFC 9457, `application/problem+json`): a stable code, a Chinese sentence, the article behind it.

use std::fmt;

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use contracts::messages;
use kernel::Refusal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{StoreError, idempotency::Saved};
use utoipa::ToSchema;

use crate::answer;

/// What a client is told when something is refused or fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Details {
    /// HTTP status.
    pub status: u16,
    /// Stable, for programs.
    pub code: String,
    /// For people: what is wrong, and the way out.
    pub detail: String,
    /// The article of the policy behind the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The parameters of the refusal, such as the field or the department.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub parameters: Map<String, Value>,
    /// Shown for faults of ours: the number to quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
}

/// An answer that ends a request early: a refusal, a fault, or the answer given earlier to the same idempotency key.
#[derive(Debug)]
pub enum Problem {
    Refused(Box<Details>),
    Replayed(Box<Saved>),
}

impl Problem {
    /// A problem of the catalogue by its code.
    pub fn new(code: &str, parameters: Value) -> Self {
        let parameters = match parameters {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        let Some(entry) = messages::entry(code) else {
            return Self::fault(&format!("no message for {code}"));
        };
        Self::Refused(Box::new(Details {
            status: entry.status,
            code: code.to_owned(),
            detail: messages::sentence(entry, &parameters),
            article: entry.article.clone(),
            parameters,
            trace: None,
        }))
    }

    pub fn field(field: &str, detail: &str) -> Self {
        Self::new("invalid_field", json!({"field": field, "detail": detail}))
    }

    pub fn not_found() -> Self {
        Self::new("not_found", Value::Null)
    }

    /// A fault of ours: the cause goes to the log, the client gets a number to quote, the trace id as the log line has it.
    pub fn fault(cause: &str) -> Self {
        let trace = store::trace::trace_id();
        tracing::error!(cause, trace, "fault");
        Self::Refused(Box::new(Details {
            status: 500,
            code: "fault".to_owned(),
            detail: format!("系统暂时无法处理，请稍后重试。编号 {trace}"),
            article: None,
            parameters: Map::new(),
            trace: Some(trace),
        }))
    }

    /// The status it answers with.
    pub fn status(&self) -> u16 {
        match self {
            Problem::Refused(details) => details.status,
            Problem::Replayed(saved) => u16::try_from(saved.status).unwrap_or(200),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Refused(details) => write!(f, "{} {}", details.status, details.code),
            Problem::Replayed(_) => f.write_str("replayed"),
        }
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
    fn error_response(&self) -> HttpResponse {
        match self {
            Problem::Refused(details) => {
                HttpResponse::build(self.status_code()).content_type("application/problem+json").json(details)
            }
            Problem::Replayed(saved) => answer::replay(saved),
        }
    }
}

/// Business refusals carry their code and parameters in their own serialisation.
impl<R: Refusal> From<R> for Problem {
    fn from(refusal: R) -> Self {
        match serde_json::to_value(&refusal) {
            Ok(Value::Object(mut map)) => {
                let code =
                    map.remove("code").and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default();
                Problem::new(&code, Value::Object(map))
            }
            _ => Problem::fault(&format!("{refusal:?}")),
        }
    }
}

/// Faults and refusals of the store.
pub fn from_store(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound => Problem::not_found(),
        StoreError::ChangedMeanwhile { current } => {
            Problem::new("changed_meanwhile", json!({"current": current}))
        }
        StoreError::SameTime => Problem::new("done_at_the_same_time", Value::Null),
        StoreError::KeyReused => Problem::new("idempotency_key_reused", Value::Null),
        StoreError::Replayed(saved) => Problem::Replayed(saved),
        other => Problem::fault(&other.to_string()),
    }
}
