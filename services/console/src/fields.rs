//! What a form sent, and how addresses are written.

use std::collections::BTreeMap;

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::Bytes};
use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use pages::{ErrorSummary, Field};
use web::Problem;

use crate::trouble::Trouble;

/// The fields of a posted form, as typed. Control characters are left out, and text pasted with other line ends gets one kind.
#[derive(Debug, Clone, Default)]
pub struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    /// Reads a form's or a query's text.
    pub fn read(text: &[u8]) -> Self {
        let mut fields = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in form_urlencoded::parse(text) {
            fields.entry(name.into_owned()).or_default().push(clean(&value));
        }
        Self(fields)
    }

    /// Fields that came another way than as a query's text.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut fields = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            fields.entry(name).or_default().push(clean(&value));
        }
        Self(fields)
    }

    /// Free text, without spaces around it.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.last()).map_or("", |value| value.trim())
    }

    /// The same, or nothing where nothing was typed.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// A code, number, date or login: full-width characters, which an input method types unasked, become plain ones.
    pub fn code(&self, name: &str) -> String {
        self.text(name).chars().map(narrow).filter(|c| !c.is_whitespace()).collect()
    }

    /// Every value of a field that may be chosen several times.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get(name).into_iter().flatten().map(String::as_str)
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }
}

/// Carriage returns of Word and old systems, zero-width marks and control characters do not belong to what a person typed.
fn clean(value: &str) -> String {
    let unified = value.replace("\r\n", "\n").replace('\r', "\n");
    let marks = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}');
    unified.chars().filter(|c| !marks(c) && (*c == '\n' || *c == '\t' || !c.is_control())).collect()
}

/// The plain form of a full-width letter, digit or mark.
pub fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// What a form sent; nothing where it was too much.
pub type Sent = Shared<LocalBoxFuture<'static, Option<Bytes>>>;

/// The body of a request, for everybody who needs it: the form's handler, and the desk, which keeps it where the session has
/// ended.
pub fn sent(request: &HttpRequest, payload: &mut Payload) -> Sent {
    if let Some(sent) = request.extensions().get::<Sent>() {
        return sent.clone();
    }
    let bytes = Bytes::from_request(request, payload);
    let read: LocalBoxFuture<'static, Option<Bytes>> = Box::pin(async move { bytes.await.ok() });
    let sent = read.shared();
    request.extensions_mut().insert(sent.clone());
    sent
}

/// Whether a request brings a form of fields, and no file.
pub fn is_form(request: &HttpRequest) -> bool {
    let kind = request.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

impl FromRequest for Fields {
    type Error = Trouble;
    type Future = LocalBoxFuture<'static, Result<Self, Trouble>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let own = web::site::is_own(request);
        let sent = sent(request, payload);
        Box::pin(async move {
            if !own {
                return Err(Problem::new("role_not_allowed", serde_json::Value::Null).into());
            }
            match sent.await {
                Some(bytes) => Ok(Fields::read(&bytes)),
                None => Err(Problem::new("too_large", serde_json::json!({"limit": "256 KB"})).into()),
            }
        })
    }
}

/// A field with what was typed, and with its error where it has one.
pub fn filled(field: Field, name: &str, typed: &Fields, errors: Option<&ErrorSummary>) -> Field {
    let field = field.value(typed.text(name));
    match errors.map_or("", |errors| errors.at(name)) {
        "" => field,
        error => field.error(error),
    }
}

/// A query of these pairs.
pub fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lose_their_full_width_and_their_spaces() {
        let fields = Fields::read("code=%EF%BC%91%EF%BC%92+%EF%BC%A1%E3%80%80b&n=".as_bytes());
        assert_eq!(fields.code("code"), "12Ab");
        assert_eq!(fields.given("n"), None);
    }

    #[test]
    fn pasted_text_keeps_its_lines_and_loses_what_nobody_typed() {
        let fields = Fields::read("t=%E7%94%B2%0D%0A%E4%B9%99%E2%80%8B%00%E2%80%AE+".as_bytes());
        assert_eq!(fields.text("t"), "甲\n乙");
    }

    #[test]
    fn an_address_carries_anything() {
        assert_eq!(query(&[("next", "/a?b=c&d=企业")]), "next=%2Fa%3Fb%3Dc%26d%3D%E4%BC%81%E4%B8%9A");
    }
}
