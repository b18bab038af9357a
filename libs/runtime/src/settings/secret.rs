//! Values that are used but never shown.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

const MASK: &str = "***";

/// A secret word. Debug and Serialize show `***`, or nothing where none is set.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Compares in a time that tells nothing of the content. An unset secret matches nothing.
    pub fn matches(&self, candidate: &str) -> bool {
        let (own, other) = (self.0.as_bytes(), candidate.as_bytes());
        let difference = own.iter().zip(other).fold(0, |seen, (a, b)| seen | (a ^ b));
        !own.is_empty() && own.len() == other.len() && difference == 0
    }

    fn masked(&self) -> &'static str {
        if self.0.is_empty() { "" } else { MASK }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.masked())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.masked())
    }
}

/// An address that may carry a password. Debug and Serialize show it without.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct CredentialUrl(String);

impl CredentialUrl {
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The whole address, for whoever connects.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The address with `***` for its password, for a lone token in the user's place, and for any query parameter
    /// whose name speaks of a password.
    pub fn masked(&self) -> String {
        let (scheme, rest) = self.0.split_once("://").map_or(("", self.0.as_str()), |(s, r)| (s, r));
        let separator = if scheme.is_empty() { "" } else { "://" };
        // From the last `@`: a password that should have been escaped is then hidden too.
        let (login, host) = match rest.rsplit_once('@') {
            Some((login, host)) => (masked_login(login) + "@", host),
            None => (String::new(), rest),
        };
        format!("{scheme}{separator}{login}{}", masked_query(host))
    }
}

fn masked_login(login: &str) -> String {
    match login.split_once(':') {
        Some((user, _)) => format!("{user}:{MASK}"),
        None => MASK.to_owned(),
    }
}

fn masked_query(host: &str) -> String {
    let Some((address, query)) = host.split_once('?') else { return host.to_owned() };
    let parameter = |text: &str| match text.split_once('=') {
        Some((name, _)) if name.contains("pass") => format!("{name}={MASK}"),
        _ => text.to_owned(),
    };
    let query: Vec<_> = query.split('&').map(parameter).collect();
    format!("{address}?{}", query.join("&"))
}

impl fmt::Debug for CredentialUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.masked())
    }
}

impl Serialize for CredentialUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_only_whether_it_is_set() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "\"***\"");
        assert_eq!(serde_json::to_string(&Secret::new("hunter2")).unwrap(), "\"***\"");
        assert_eq!(serde_json::to_string(&Secret::default()).unwrap(), "\"\"");
    }

    #[test]
    fn a_secret_matches_itself_and_an_unset_one_nothing() {
        assert!(Secret::new("hunter2").matches("hunter2"));
        for other in ["hunter3", "hunter", "hunter22", ""] {
            assert!(!Secret::new("hunter2").matches(other), "{other}");
        }
        assert!(!Secret::default().matches(""));
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        let masked = |url| CredentialUrl::new(url).masked();
        assert_eq!(
            masked("postgres://suiji:pw@db:5432/a_{service}"),
            "postgres://suiji:***@db:5432/a_{service}"
        );
        assert_eq!(masked("postgres://suiji:p@/w:@db/a"), "postgres://suiji:***@db/a");
        assert_eq!(masked("nats://token@nats:4222"), "nats://***@nats:4222");
        assert_eq!(
            masked("postgres://db/a?user=u&password=pw&x=1"),
            "postgres://db/a?user=u&password=***&x=1"
        );
        for plain in ["sqlite://data/{service}.sqlite", "postgres://suiji@db", ""] {
            assert_eq!(masked(plain).replace("***", "suiji"), plain);
        }
    }
}
