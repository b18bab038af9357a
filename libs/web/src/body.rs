//! What callers send. `Body` is JSON checked field by field; `Upload` is a file. Both know the digest of what came, which
//! binds an idempotency key to it.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Bytes};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::Problem;

/// Largest JSON body, bytes.
const MAX_JSON: usize = 2 << 20;
/// Largest upload, bytes.
const MAX_UPLOAD: usize = 64 << 20;

/// A JSON body of type `T`.
#[derive(Debug, Clone)]
pub struct Body<T> {
    pub value: T,
    /// SHA-256 of the bytes, hex.
    pub digest: String,
}

/// The body of a command that says nothing besides its name: `{}` or nothing at all.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// A file as sent, with its declared media type.
#[derive(Debug, Clone)]
pub struct Upload {
    pub bytes: Bytes,
    pub media_type: String,
    pub digest: String,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media_type = media_type(request);
        let read = read(request, payload, MAX_JSON);
        Box::pin(async move {
            let bytes = read.await?;
            if !bytes.is_empty() && media_type != "application/json" {
                return Err(Problem::new("unsupported_media", Value::Null));
            }
            let value = parse(if bytes.is_empty() { b"{}" } else { &bytes })?;
            Ok(Self { value, digest: store::artefact::digest(&bytes) })
        })
    }
}

impl FromRequest for Upload {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media_type = media_type(request);
        let read = read(request, payload, MAX_UPLOAD);
        Box::pin(async move {
            let bytes = read.await?;
            let digest = store::artefact::digest(&bytes);
            Ok(Self { bytes, media_type, digest })
        })
    }
}

fn media_type(request: &HttpRequest) -> String {
    let value =
        request.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
) -> impl Future<Output = Result<Bytes, Problem>> + use<> {
    let declared =
        request.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let payload = actix_web::web::Payload::from_request(request, payload);
    async move {
        let too_large = || Problem::new("too_large", json!({"limit": format!("{} MB", limit >> 20)}));
        if declared.is_some_and(|length: usize| length > limit) {
            return Err(too_large());
        }
        let payload =
            payload.await.map_err(|_| Problem::new("bad_request", json!({"detail": "读取内容时中断"})))?;
        match payload.to_bytes_limited(limit).await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(_)) => Err(Problem::new("bad_request", json!({"detail": "读取内容时中断"}))),
            Err(_) => Err(too_large()),
        }
    }
}

/// Parses JSON into `T`; the refusal names the field.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let value: Value = serde_json::from_slice(bytes).map_err(|e| {
        Problem::new(
            "bad_request",
            json!({"detail": format!("第 {} 行第 {} 列不是合法的 JSON", e.line(), e.column())}),
        )
    })?;
    if holds_nul(&value) {
        return Err(Problem::new("bad_request", json!({"detail": "不能含有空字符"})));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let (field, detail) = in_chinese(&path, &error.inner().to_string());
        Problem::field(&field, &detail)
    })
}

/// A text that must be there: 1 to `most` characters, not blank.
pub fn text(field: &str, value: &str, most: usize) -> Result<(), Problem> {
    if value.trim().is_empty() || value.chars().count() > most {
        return Err(Problem::field(field, &format!("应为 1 至 {most} 字")));
    }
    Ok(())
}

/// A text that may be empty: at most `most` characters.
pub fn optional_text(field: &str, value: &str, most: usize) -> Result<(), Problem> {
    if value.chars().count() > most {
        return Err(Problem::field(field, &format!("不应超过 {most} 字")));
    }
    Ok(())
}

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(map) => map.iter().any(|(key, value)| key.contains('\0') || holds_nul(value)),
        _ => false,
    }
}

fn in_chinese(path: &str, message: &str) -> (String, String) {
    let named = message.split('`').nth(1).unwrap_or_default();
    let join = |inner: &str| if path == "." { inner.to_owned() } else { format!("{path}.{inner}") };
    if message.starts_with("missing field") {
        return (join(named), "缺少此项".to_owned());
    }
    if message.starts_with("unknown field") {
        let within = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        let field = if path.ends_with(named) || within.is_empty() { path.to_owned() } else { join(named) };
        return (if field == "." { named.to_owned() } else { field }, "没有这一项".to_owned());
    }
    let detail = match message.split([' ', ',']).take(2).collect::<Vec<_>>().join(" ").as_str() {
        "invalid type:" => "类型不符",
        "duplicate field" => "重复填写",
        "unknown variant" => "不在可选范围内",
        _ => "格式或取值不正确",
    };
    (path.to_owned(), detail.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its parsing is tried")]
    struct Sample {
        count: u32,
        inner: Vec<Inner>,
    }
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its parsing is tried")]
    struct Inner {
        name: String,
    }

    fn refusal(text: &str) -> (String, String) {
        match parse::<Sample>(text.as_bytes()) {
            Err(Problem::Refused(details)) => {
                let field = details.parameters.get("field").and_then(Value::as_str).unwrap_or_default();
                (field.to_owned(), details.detail)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refusal_names_the_field() {
        assert_eq!(refusal(r#"{"inner": []}"#).0, "count");
        assert_eq!(refusal(r#"{"count": "x", "inner": []}"#).0, "count");
        assert_eq!(refusal(r#"{"count": 1, "inner": [{"name": "a"}, {}]}"#).0, "inner[1].name");
        assert_eq!(refusal(r#"{"count": 1, "inner": [{"name": "a", "nmae": 1}]}"#).0, "inner[0].nmae");
        assert_eq!(refusal(r#"{"count": 1, "inner": [], "extra": 1}"#).0, "extra");
    }

    #[test]
    fn what_is_no_json_and_what_holds_nul_is_refused() {
        assert!(refusal("{").1.contains("JSON"));
        assert!(refusal(r#"{"count": 1, "inner": [{"name": "\u0000"}]}"#).1.contains("空字符"));
    }
}
