//! Subjects: `suiji.<region>.<service>.<event>.v<version>.<key>`.
//!
//! Tokens are `[a-z0-9-]+`; the key is the department concerned, or `_` where none is. Built here and nowhere else.

/// The services that publish. The stream lists its subjects by these names, so that other roots stay free:
/// [`RESERVED_ROOTS`].
pub const SERVICES: [&str; 8] =
    ["planning", "pool", "draw", "inspection", "disclosure", "referral", "oversight", "identity"];

/// Roots that no event may use: dead letters, replies of departments' systems, sandboxes.
pub const RESERVED_ROOTS: [&str; 3] = ["suiji-dead", "suiji-in", "suiji-test"];

/// The key of an event that concerns no single department.
pub const NO_KEY: &str = "_";

/// A part that cannot stand in a subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} cannot be part of a subject")]
pub struct BadToken(pub String);

/// `suiji.<region>.<service>.<event>.v<version>.<key>`; refuses tokens outside `[a-z0-9-]+`, services that do not exist and
/// version 0.
pub fn event_subject(
    region: &str,
    service: &str,
    event: &str,
    version: u16,
    key: &str,
) -> Result<String, BadToken> {
    if !SERVICES.contains(&service) {
        return Err(BadToken(service.into()));
    }
    for token in [region, event] {
        check_token(token)?;
    }
    if key != NO_KEY {
        check_token(key)?;
    }
    if version == 0 {
        return Err(BadToken("v0".into()));
    }
    Ok(format!("suiji.{region}.{service}.{event}.v{version}.{key}"))
}

/// The subject of an event whose CloudEvents type is `suiji.<service>.<event>.v<version>`.
pub fn from_type(region: &str, event_type: &str, key: &str) -> Result<String, BadToken> {
    let bad = || BadToken(event_type.into());
    let tokens: Vec<&str> = event_type.split('.').collect();
    let ["suiji", service, event, version] = tokens[..] else { return Err(bad()) };
    event_subject(region, service, event, version_number(version).ok_or_else(bad)?, key)
}

/// The filter that hears one event type in every region and for every key: `suiji.referral.issued.v1` gives
/// `suiji.*.referral.issued.v1.>`.
pub fn filter(event_type: &str) -> String {
    format!("suiji.*.{}.>", event_type.strip_prefix("suiji.").unwrap_or(event_type))
}

/// The filter that hears everything a service publishes.
pub fn service_filter(service: &str) -> String {
    format!("suiji.*.{service}.>")
}

/// The region an event subject speaks of.
pub fn region_of(subject: &str) -> Option<&str> {
    part(subject, 1)
}

/// The service that alone may publish on this subject.
pub fn service_of(subject: &str) -> Option<&str> {
    part(subject, 2)
}

/// The department concerned, or [`NO_KEY`].
pub fn key_of(subject: &str) -> Option<&str> {
    part(subject, 5)
}

/// The CloudEvents type that travels on this subject: `suiji.referral.issued.v1`.
pub fn type_of(subject: &str) -> Option<String> {
    check_event(subject).ok()?;
    let tokens: Vec<&str> = subject.split('.').collect();
    Some(format!("suiji.{}.{}.{}", tokens[2], tokens[3], tokens[4]))
}

/// Whether a filter hears a subject, token by token as NATS does.
pub fn matches(filter: &str, subject: &str) -> bool {
    let mut heard = subject.split('.');
    for wanted in filter.split('.') {
        let Some(token) = heard.next() else { return false };
        match wanted {
            ">" => return true,
            "*" => {}
            exact if exact == token => {}
            _ => return false,
        }
    }
    heard.next().is_none()
}

fn part(subject: &str, index: usize) -> Option<&str> {
    check_event(subject).ok()?;
    subject.split('.').nth(index)
}

/// Refuses what no typed constructor here would have built.
pub(crate) fn check_event(subject: &str) -> Result<(), BadToken> {
    let bad = || BadToken(subject.into());
    let tokens: Vec<&str> = subject.split('.').collect();
    let ["suiji", region, service, event, version, key] = tokens[..] else { return Err(bad()) };
    let version = version_number(version).ok_or_else(bad)?;
    event_subject(region, service, event, version, key).map(drop)
}

pub(crate) fn check_filter(filter: &str) -> Result<(), BadToken> {
    let tokens: Vec<&str> = filter.split('.').collect();
    let last = tokens.len() - 1;
    let fits = |(place, token): (usize, &&str)| {
        matches!(*token, "*" | NO_KEY) || (*token == ">" && place == last) || is_token(token)
    };
    let ours = tokens[0] == "suiji" && tokens.len() > 1;
    if ours && tokens.iter().enumerate().all(fits) { Ok(()) } else { Err(BadToken(filter.into())) }
}

/// Leaves out repetitions and each filter that another one covers.
pub(crate) fn without_covered(filters: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for filter in filters {
        if kept.iter().any(|other| covers(other, filter)) {
            continue;
        }
        kept.retain(|other| !covers(filter, other));
        kept.push(filter.clone());
    }
    kept
}

/// Whether everything `narrow` hears is heard by `wide`.
fn covers(wide: &str, narrow: &str) -> bool {
    let mut inner = narrow.split('.');
    for wanted in wide.split('.') {
        match (wanted, inner.next()) {
            (_, None) => return false,
            (">", Some(_)) => return true,
            ("*", Some(token)) if token != ">" => {}
            (exact, Some(token)) if exact == token => {}
            _ => return false,
        }
    }
    inner.next().is_none()
}

pub(crate) fn is_token(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn check_token(token: &str) -> Result<(), BadToken> {
    if is_token(token) { Ok(()) } else { Err(BadToken(token.into())) }
}

/// `v1` gives 1; `v0`, `v01` and `v+1` are none.
fn version_number(token: &str) -> Option<u16> {
    let digits = token.strip_prefix('v')?;
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests;
