use ::store::sql;
use actix_web::post;
use contracts::api::identity::{NewGrant, OpenFirstAdministrator, OpenedAccount};
use kernel::Role;
use web::{Answer, Body, Call, Problem};

use super::opening::{Opening, open};
use crate::{
    admin::hashed,
    domain::{self, Refusal},
    password,
};

/// Opens the first administrator's account by the one-time code.
#[utoipa::path(tag = "identity", request_body = OpenFirstAdministrator, responses((status = 201, body = OpenedAccount)))]
#[post("/api/identity/v1/first-administrator")]
pub async fn open_first_administrator(call: Call, body: Body<OpenFirstAdministrator>) -> Answer {
    let asked = &body.value;
    domain::check_form(&asked.login, &asked.password.0)?;
    let name = asked.name.as_deref().unwrap_or("系统管理员");
    web::text("name", name, 40)?;
    let hash = password::hash(&call.service, asked.password.0.clone()).await?;
    let mut call = call;
    call.who.actor.region = asked.region.clone();
    let mut work = call.begin(&body.digest).await?;
    // Deleting is taking: of two with the same code one finds it gone.
    let values = vec![hashed(&asked.code.0).into(), work.now().timestamp_micros().into()];
    let taken =
        sql::execute(work.tx(), "DELETE FROM first_code WHERE code = ? AND expires_us > ?", values).await;
    if taken.map_err(|e| Problem::fault(&e.to_string()))? != 1 {
        return Err(Refusal::CodeInvalid.into());
    }
    let grants =
        [NewGrant { role: Role::Administrator, department: None, inspector: None, from: None, until: None }];
    let opening = Opening {
        region: &asked.region,
        login: &asked.login,
        name,
        password: &hash,
        grants: &grants,
        alone: true,
    };
    let opened = open(&mut work, opening).await?;
    web::created(work, 1, &opened).await
}
