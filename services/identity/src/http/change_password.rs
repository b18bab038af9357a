use ::store::journal;
use actix_web::post;
use contracts::{
    api::identity::{ChangePassword, PasswordChanged},
    events::identity::AccountEvent,
};
use web::{Answer, Body, Call, Problem, problem::from_store, token::Revoked};

use super::{failures, revoking};
use crate::{
    domain::{self, Refusal},
    password,
    store::{
        account::{self, AccountRow},
        session,
    },
};

/// Changes the caller's password. Every session of the account ends with it, this one too.
#[utoipa::path(tag = "identity", request_body = ChangePassword, responses((status = 200, body = PasswordChanged)))]
#[post("/api/identity/v1/me/password")]
pub async fn change_password(call: Call, body: Body<ChangePassword>) -> Answer {
    // What was answered once is answered again before the old password is looked at, which by then is another. The key is
    // bound to the path alone: a digest of passwords is not for keeping.
    drop(call.begin("").await?);
    let ChangePassword { old, new } = &body.value;
    let read = call.context().database.read();
    let row = account::find(read, &call.actor().account).await.map_err(from_store)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let now_us = call.context().clock.now().timestamp_micros();
    failures::check_rest(&row, now_us)?;
    domain::check_form(&row.login, &new.0)?;
    if !password::is_right(&call.service, old.0.clone(), Some(&row.password)).await? {
        failures::count(&call, &row, now_us).await?;
        return Err(Refusal::PasswordWrong.into());
    }
    if new == old {
        return Err(Problem::field("new", "不得与原密码相同"));
    }
    let hash = password::hash(&call.service, new.0.clone()).await?;
    keep(&call, &row, &hash).await
}

async fn keep(call: &Call, row: &AccountRow, hash: &str) -> Answer {
    let mut work = call.begin("").await?;
    let now = account::find(work.tx(), &call.actor().account).await.map_err(from_store)?;
    if now.is_none_or(|now| now.password != row.password) {
        return Err(Problem::new("done_at_the_same_time", serde_json::Value::Null));
    }
    account::set_password(&work, &row.id, hash).await.map_err(from_store)?;
    let ended = session::end_all(&work, &row.id).await.map_err(from_store)?;
    let marks = ended.iter().map(|id| Revoked::of_session(id)).collect();
    let revoked = revoking::keep(call, &work, marks).await?;
    let from = journal::last_version(work.tx(), &row.id).await.map_err(from_store)?;
    let event = AccountEvent::PasswordChanged { account: call.actor().account };
    let region = row.region.parse().map_err(|_| Problem::fault("region of an account"))?;
    work.record(&region, &row.id, from, &[event]).await.map_err(from_store)?;
    let view = PasswordChanged { sessions_ended: ended.len() as u64 };
    let answer = web::ok(work, from + 1, &view).await?;
    revoking::tell(call, revoked);
    Ok(answer)
}
