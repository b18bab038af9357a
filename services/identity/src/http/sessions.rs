//! What signing in and refreshing share: a token for one grant.

use contracts::{
    api::identity::{Hidden, SessionView},
    events::identity::Grant,
};
use uuid::Uuid;
use web::{Claims, Problem, Service, token::AUDIENCE};

use crate::{domain, store::session, token_keys};

/// How long a token is good for, seconds.
pub fn token_seconds(service: &Service) -> i64 {
    service.settings.number("identity.token_minutes", 15) * 60
}

/// A session's view with a fresh token for the grant named, or the first one in force.
pub async fn view(
    service: &Service,
    mut grants: Vec<Grant>,
    named: Option<Uuid>,
    refresh: String,
) -> Result<SessionView, Problem> {
    let now = service.clock.now();
    grants.retain(|grant| domain::is_in_force(grant, service.clock.today()));
    let grant = domain::choose(&grants, named, service.clock.today())?.clone();
    let seconds = token_seconds(service);
    let claims = Claims {
        iss: service.settings.get("identity.issuer").unwrap_or("suiji").to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: grant.account,
        iat: now.timestamp(),
        exp: now.timestamp() + seconds,
        role: grant.role,
        region: grant.region.clone(),
        department: grant.department.clone(),
        inspector: grant.inspector,
        service: None,
        watches: Vec::new(),
        grant: Some(grant.grant),
        session: Some(session::id(&refresh)),
    };
    Ok(SessionView {
        token: token_keys::sign(service, &claims).await?,
        expires_in_s: seconds.unsigned_abs(),
        refresh: Hidden(refresh),
        account: grant.account,
        grant: grant.grant,
        grants,
    })
}
