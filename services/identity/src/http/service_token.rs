use actix_web::post;
use kernel::{AccountId, Role};
use web::{
    Answer, Body, Call, Claims, Problem,
    peers::{IssuedToken, ServiceTokenRequest},
    shown,
    token::AUDIENCE,
};

use crate::{domain::Refusal, password, token_keys};

/// How long a service's own token is good for, seconds.
pub const GOOD_FOR_S: u64 = 600;

/// A service's own token, by the secret that the services of an installation share.
#[utoipa::path(tag = "identity", request_body = ServiceTokenRequest, responses((status = 200, body = IssuedToken)))]
#[post("/api/identity/v1/service-tokens")]
pub async fn issue_service_token(call: Call, body: Body<ServiceTokenRequest>) -> Answer {
    let secret = call.service.settings.get("identity.service_secret").unwrap_or_default();
    if secret.is_empty() || !password::same(secret, &body.value.secret) {
        return Err(Refusal::ServiceSecretInvalid.into());
    }
    let known = ["planning", "pool", "draw", "inspection", "disclosure", "referral", "oversight", "identity"];
    if !known.contains(&body.value.service.as_str()) {
        return Err(Problem::field("service", "没有这个服务"));
    }
    let now = call.context().clock.now().timestamp();
    let claims = Claims {
        iss: call.service.settings.get("identity.issuer").unwrap_or("suiji").to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: AccountId::from(uuid::Uuid::nil()),
        iat: now,
        exp: now + GOOD_FOR_S.cast_signed(),
        role: Role::System,
        region: call.region().clone(),
        department: None,
        inspector: None,
        service: Some(body.value.service.clone()),
        watches: Vec::new(),
        grant: None,
        session: None,
    };
    let token = token_keys::sign(&call.service, &claims).await?;
    shown(None, &IssuedToken { token, expires_in_s: GOOD_FOR_S })
}
