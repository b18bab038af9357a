use actix_web::post;
use contracts::api::identity::{Hidden, NewGrant, OpenRehearsal, RehearsalView};
use kernel::{Entropy, RegionCode, Role};
use web::{Answer, Body, Call, Problem};

use super::opening::{Opening, open};
use crate::{domain::Refusal, password};

/// Days that a rehearsal's administrator may sign in.
const DAYS: i64 = 7;

/// Opens an isolated rehearsal region with an administrator of its own; that is all that the rehearsal token can do.
#[utoipa::path(tag = "identity", request_body = OpenRehearsal, responses((status = 201, body = RehearsalView)))]
#[post("/api/identity/v1/rehearsals")]
pub async fn open_rehearsal(call: Call, body: Body<OpenRehearsal>) -> Answer {
    let settings = &call.service.settings;
    let token = settings.get("rehearsal.token").unwrap_or_default();
    if !settings.is_on("rehearsal.allowed") || token.is_empty() || !password::same(token, &body.value.token.0)
    {
        return Err(Refusal::RehearsalNotAllowed.into());
    }
    let random = hex::encode(Entropy::bytes32(&*call.service.entropy));
    let region: RegionCode = format!("r{}", &random[..5])
        .parse()
        .map_err(|e: kernel::ids::BadCode| Problem::fault(&e.to_string()))?;
    let (login, secret) = (format!("admin.{region}"), random[8..40].to_owned());
    let hash = password::hash(&call.service, secret.clone()).await?;
    let mut call = call;
    call.who.actor.region = region.clone();
    let mut work = call.begin(&body.digest).await?;
    let until = work.today() + chrono::TimeDelta::days(DAYS);
    let role = Role::Administrator;
    let grants = [NewGrant { role, department: None, inspector: None, from: None, until: Some(until) }];
    let opening = Opening {
        region: &region,
        login: &login,
        name: "演练管理员",
        password: &hash,
        grants: &grants,
        alone: true,
    };
    open(&mut work, opening).await?;
    web::created(work, 1, &RehearsalView { region, login, password: Hidden(secret), until }).await
}
