//! Who is signed in. The browser holds the refresh token and the role chosen in one cookie that scripts cannot read; the
//! short-lived token made from it stays here. Any process can make it anew, so replicas share nothing.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
    time::Duration,
};

use actix_web::cookie::{Cookie, SameSite, time};
use contracts::{
    api::identity::{EndSession, Hidden, RefreshSession, SessionView, SignIn},
    events::identity::Grant,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use web::{Ground, Problem, upstream::Command};

use crate::known::Known;

pub const COOKIE: &str = "suiji";
/// A token is renewed when it is good for less than this.
const MARGIN: Duration = Duration::from_secs(60);
/// Tokens kept at most; the oldest go first. Whoever's is gone has it made anew.
const KEPT: usize = 10_000;

/// A person at work, in one of their roles.
#[derive(Debug, Clone)]
pub struct Person {
    pub token: Arc<str>,
    /// The role acted in.
    pub grant: Grant,
    /// All roles that may be acted in.
    pub grants: Arc<Vec<Grant>>,
}

/// What the cookie holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub refresh: String,
    pub grant: Uuid,
}

impl Ticket {
    pub fn read(cookie: &str) -> Option<Self> {
        let (refresh, grant) = cookie.split_once('.')?;
        let plain =
            (32..=128).contains(&refresh.len()) && refresh.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then_some(())?;
        Some(Self { refresh: refresh.to_owned(), grant: grant.parse().ok()? })
    }
}

/// Tokens by ticket, and the way to identity.
#[derive(Debug)]
pub struct Sessions {
    pub ground: Ground,
    pub known: Known,
    held: RwLock<HashMap<[u8; 32], (Person, Duration)>>,
}

impl Sessions {
    pub fn new(ground: Ground) -> Self {
        Self { ground, known: Known::default(), held: RwLock::default() }
    }

    /// Signs in; the cookie to set, and who it is.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<(Cookie<'static>, Person), Problem> {
        let body = SignIn { login: login.to_owned(), password: Hidden(password.to_owned()), grant: None };
        let view: SessionView =
            self.ground.upstream.send(None, "identity", "/v1/sessions", &body, &Command::default()).await?;
        let ticket = Ticket { refresh: view.refresh.0.clone(), grant: view.grant };
        let person = self.keep(&ticket, view)?;
        Ok((self.cookie(&ticket), person))
    }

    /// The person of a ticket; asks identity where the token is gone or nearly over.
    pub async fn person(&self, ticket: &Ticket) -> Result<Person, Problem> {
        let now = self.ground.timer.elapsed();
        if let Ok(held) = self.held.read()
            && let Some((person, until)) = held.get(&key(ticket))
            && now < *until
        {
            return Ok(person.clone());
        }
        self.renew(ticket).await
    }

    /// The same with a new token, where the old one was refused.
    pub async fn renew(&self, ticket: &Ticket) -> Result<Person, Problem> {
        let body = RefreshSession { refresh: Hidden(ticket.refresh.clone()), grant: Some(ticket.grant) };
        let path = "/v1/sessions/refresh";
        let view: SessionView =
            self.ground.upstream.send(None, "identity", path, &body, &Command::default()).await?;
        self.keep(ticket, view)
    }

    /// Ends the session, here and at identity.
    pub async fn end(&self, ticket: &Ticket) -> Result<(), Problem> {
        if let Ok(mut held) = self.held.write() {
            held.remove(&key(ticket));
        }
        let body = EndSession { refresh: Hidden(ticket.refresh.clone()) };
        self.ground.upstream.send(None, "identity", "/v1/sessions/end", &body, &Command::default()).await
    }

    /// The cookie of a ticket; it goes when the browser does, or when identity ends the session.
    pub fn cookie(&self, ticket: &Ticket) -> Cookie<'static> {
        Cookie::build(COOKIE, format!("{}.{}", ticket.refresh, ticket.grant))
            .path("/")
            .http_only(true)
            .secure(self.ground.secure)
            .same_site(SameSite::Lax)
            .finish()
    }

    /// The cookie that takes the other one away.
    pub fn no_cookie(&self) -> Cookie<'static> {
        let mut cookie =
            Cookie::build(COOKIE, "").path("/").http_only(true).secure(self.ground.secure).finish();
        cookie.set_max_age(time::Duration::ZERO);
        cookie
    }

    fn keep(&self, ticket: &Ticket, view: SessionView) -> Result<Person, Problem> {
        let now = self.ground.timer.elapsed();
        let today = self.ground.clock.today();
        let in_force = |grant: &Grant| grant.from <= today && grant.until.is_none_or(|until| today <= until);
        let acting = view.grants.iter().find(|grant| grant.grant == view.grant).cloned();
        let grant = acting.ok_or_else(|| Problem::fault("a session without its grant"))?;
        let grants: Vec<_> = view.grants.into_iter().filter(in_force).collect();
        let person = Person { token: view.token.into(), grant, grants: Arc::new(grants) };
        let until = now + Duration::from_secs(view.expires_in_s).saturating_sub(MARGIN);
        if let Ok(mut held) = self.held.write() {
            if held.len() >= KEPT {
                held.retain(|_, (_, until)| now < *until);
            }
            if held.len() < KEPT {
                held.insert(key(ticket), (person.clone(), until));
            }
        }
        Ok(person)
    }
}

/// A key of what is kept for a ticket; it tells nobody the ticket.
pub fn key(ticket: &Ticket) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(ticket.refresh.as_bytes());
    hash.update(ticket.grant.as_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_that_nobody_here_wrote_is_no_ticket() {
        let refresh = "a".repeat(64);
        let grant = "01a213ed-8893-7b13-85f6-9109a4a37cd7";
        assert!(Ticket::read(&format!("{refresh}.{grant}")).is_some());
        for bad in ["", ".", "a.b", &format!("{refresh}.x"), &format!("{}\n.{grant}", &refresh[1..])] {
            assert_eq!(Ticket::read(bad), None, "{bad}");
        }
    }
}
