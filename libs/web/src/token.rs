//! Access tokens: short-lived EdDSA JWTs made by identity. Everybody else holds public keys only, by key id.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
    time::Duration,
};

use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use kernel::{AccountId, Actor, DepartmentId, InspectorId, Moment, RegionCode, Role, Timer};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whom a token is for.
pub const AUDIENCE: &str = "suiji";

/// What a token says: one account in one role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: AccountId,
    /// Seconds since 1970.
    pub iat: i64,
    pub exp: i64,
    pub role: Role,
    pub region: RegionCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<InspectorId>,
    /// Set in a service's own token: its name. Such a token may fetch artefacts by digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Regions that an observer or auditor watches besides their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watches: Vec<RegionCode>,
    /// The grant it acts by; an ended grant ends its tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Uuid>,
    /// The session it was made in; a changed password ends all sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

impl Claims {
    pub fn actor(&self) -> Actor {
        Actor {
            account: self.sub,
            role: self.role,
            region: self.region.clone(),
            department: self.department.clone(),
            inspector: self.inspector,
        }
    }

    /// What a revocation may name it by.
    fn marks(&self) -> impl Iterator<Item = String> {
        let grant = self.grant.map(Revoked::of_grant);
        grant.into_iter().chain(self.session.as_deref().map(Revoked::of_session))
    }
}

/// Tokens that are good no longer although their time is not over: those of an ended grant or session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Revoked {
    /// `grant:<id>` or `session:<id>`.
    pub mark: String,
    /// When the last token under it ends by itself; seconds since 1970.
    pub until: i64,
}

impl Revoked {
    pub fn of_grant(grant: Uuid) -> String {
        format!("grant:{grant}")
    }
    pub fn of_session(session: &str) -> String {
        format!("session:{session}")
    }
}

/// The list of `GET /api/identity/v1/revocations`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct RevokedSet {
    pub revoked: Vec<Revoked>,
}

/// A public key as identity lists it (JWK, OKP/Ed25519).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicKey {
    pub kid: String,
    pub kty: String,
    pub crv: String,
    /// The key, base64url.
    pub x: String,
    pub alg: String,
}

/// The key list of `GET /api/identity/v1/keys`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct KeySet {
    pub keys: Vec<PublicKey>,
}

/// How long a list of keys, or the news that it cannot be had, is taken to be the newest.
const FRESH: Duration = Duration::from_millis(250);
/// How often at most a process asks what has been revoked.
const LOOK: Duration = Duration::from_secs(1);

/// Why a token is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadToken {
    /// A key this process does not know; it may be new.
    UnknownKey,
    Invalid,
    Expired,
    Revoked,
    /// Its key is not known here, and the list of keys cannot be had: nobody can tell.
    NoKeys,
}

/// The last time that the list of keys was asked for.
#[derive(Debug, Clone, Copy)]
struct Fetched {
    at: Duration,
    came: bool,
}

/// Known public keys, shared by all handlers of a process.
#[derive(Debug, Clone)]
pub struct Keys {
    known: Arc<RwLock<BTreeMap<String, PublicKey>>>,
    /// Held while the list is being fetched, so that whoever needs it meanwhile waits.
    fetched: Arc<Mutex<Option<Fetched>>>,
    revoked: Arc<RwLock<BTreeMap<String, i64>>>,
    looked: Arc<RwLock<Option<Duration>>>,
    timer: Arc<dyn Timer>,
}

impl Keys {
    pub fn new(timer: Arc<dyn Timer>) -> Self {
        Self {
            known: Arc::default(),
            fetched: Arc::default(),
            revoked: Arc::default(),
            looked: Arc::default(),
            timer,
        }
    }

    /// True, unless a thread has failed while it held the list.
    pub fn learn(&self, set: KeySet) -> bool {
        let Ok(mut known) = self.known.write() else { return false };
        *known = set.keys.into_iter().map(|key| (key.kid.clone(), key)).collect();
        true
    }

    /// The claims of a token. A key that is not known is looked for in the list that `fetch` gets: at most four times a second,
    /// so that forged key ids cost nothing, and once for all who wait, whether it comes or not.
    ///
    /// # Errors
    /// Why the token is not believed; `NoKeys` says nothing against it.
    pub async fn believe<E: std::fmt::Display>(
        &self,
        token: &str,
        now: Moment,
        fetch: impl AsyncFnOnce() -> Result<KeySet, E>,
    ) -> Result<Claims, BadToken> {
        let checked = self.check(token, now);
        if checked != Err(BadToken::UnknownKey) {
            return checked;
        }
        let asked = self.timer.elapsed();
        let mut last = self.fetched.lock().await;
        if last.is_none_or(|last| last.at <= asked) {
            // A key made since the last fetch is as good as any: it is looked for as soon as another fetch is due.
            if let Some(last) = *last {
                tokio::time::sleep((last.at + FRESH).saturating_sub(self.timer.elapsed())).await;
            }
            let came = match fetch().await {
                Ok(set) => self.learn(set),
                Err(error) => {
                    tracing::warn!(%error, "token keys cannot be fetched");
                    false
                }
            };
            *last = Some(Fetched { at: self.timer.elapsed(), came });
        }
        match self.check(token, now) {
            Err(BadToken::UnknownKey) if !last.is_some_and(|last| last.came) => Err(BadToken::NoKeys),
            checked => checked,
        }
    }

    /// Whether it is time to ask what has been revoked; of the services of one process one asks.
    pub fn may_look(&self) -> bool {
        let now = self.timer.elapsed();
        let Ok(mut last) = self.looked.write() else { return false };
        let due = last.is_none_or(|last| now.saturating_sub(last) >= LOOK);
        if due {
            *last = Some(now);
        }
        due
    }

    /// Takes no token under these marks any more; forgets marks whose tokens have ended by themselves.
    pub fn revoke(&self, set: RevokedSet, now: Moment) {
        if let Ok(mut revoked) = self.revoked.write() {
            revoked.extend(set.revoked.into_iter().map(|revoked| (revoked.mark, revoked.until)));
            revoked.retain(|_, until| *until > now.timestamp());
        }
    }

    fn is_revoked(&self, claims: &Claims) -> bool {
        self.revoked.read().is_ok_and(|revoked| claims.marks().any(|mark| revoked.contains_key(&mark)))
    }

    /// Checks signature, audience and period at legal time `now`.
    pub fn check(&self, token: &str, now: Moment) -> Result<Claims, BadToken> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| BadToken::Invalid)?;
        let kid = header.kid.ok_or(BadToken::Invalid)?;
        let x = {
            let known = self.known.read().map_err(|_| BadToken::Invalid)?;
            known.get(&kid).ok_or(BadToken::UnknownKey)?.x.clone()
        };
        let key = DecodingKey::from_ed_components(&x).map_err(|_| BadToken::Invalid)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        // The period is checked against the legal clock below, which may not be the machine's.
        validation.validate_exp = false;
        let claims =
            jsonwebtoken::decode::<Claims>(token, &key, &validation).map_err(|_| BadToken::Invalid)?.claims;
        if claims.exp <= now.timestamp() || claims.iat > now.timestamp() + 60 {
            return Err(BadToken::Expired);
        }
        if self.is_revoked(&claims) {
            return Err(BadToken::Revoked);
        }
        Ok(claims)
    }
}

#[cfg(test)]
mod tests;
