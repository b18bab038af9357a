use ::store::journal;
use actix_web::post;
use contracts::{
    api::identity::{SessionView, SignIn},
    events::identity::AccountEvent,
};
use kernel::{AccountId, Entropy};
use web::{Answer, Body, Call, Problem, problem::from_store, shown};

use super::{failures, sessions};
use crate::{
    domain::Refusal,
    password,
    store::{
        account::{self, AccountRow},
        grant, session,
    },
};

/// Signs in. A wrong password and an unknown login look and last the same; after five failures in a row the login rests.
#[utoipa::path(tag = "identity", request_body = SignIn, responses((status = 200, body = SessionView)))]
#[post("/api/identity/v1/sessions")]
pub async fn sign_in(call: Call, body: Body<SignIn>) -> Answer {
    let SignIn { login, password, grant: named } = &body.value;
    let read = call.context().database.read();
    let row = account::by_login(read, login).await.map_err(from_store)?;
    let now_us = call.context().clock.now().timestamp_micros();
    row.as_ref().map_or(Ok(()), |row| failures::check_rest(row, now_us))?;
    let right =
        password::is_right(&call.service, password.0.clone(), row.as_ref().map(|row| row.password.as_str()));
    let right = right.await?;
    let Some(row) = row else { return Err(Refusal::WrongLogin.into()) };
    if !right {
        failures::count(&call, &row, now_us).await?;
        return Err(Refusal::WrongLogin.into());
    }
    let grants = grant::of_account(read, &row.id).await.map_err(from_store)?;
    let refresh = hex::encode(Entropy::bytes32(&*call.service.entropy));
    let view = sessions::view(&call.service, grants, *named, refresh.clone()).await?;
    open_session(&call, &row, &refresh, &view).await?;
    shown(None, &view)
}

async fn open_session(
    call: &Call,
    row: &AccountRow,
    refresh: &str,
    view: &SessionView,
) -> Result<(), Problem> {
    let (mut work, region) = failures::begin(call, row).await?;
    let hours = call.service.settings.number("identity.session_hours", 12);
    let expires = work.now().timestamp_micros() + hours * 3_600_000_000;
    session::insert(&work, refresh, &row.id, expires, view.grant).await.map_err(from_store)?;
    account::note_failures(&work, &row.id, 0, 0).await.map_err(from_store)?;
    work.who.actor.account = view.account;
    let event = AccountEvent::SessionOpened { account: view.account as AccountId, grant: view.grant };
    let from = journal::last_version(work.tx(), &row.id).await.map_err(from_store)?;
    work.record(&region, &row.id, from, &[event]).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)
}
