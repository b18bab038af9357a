use actix_web::post;
use contracts::api::identity::{OpenAccounts, OpenedAccounts};
use web::{Answer, Body, Call, Problem};

use super::{
    granting::is_alone,
    opening::{Opening, open},
};
use crate::{domain, password};

/// Opens accounts in the administrator's region: all or none. Once the region has two administrators, powerful roles among
/// the grants wait for a second person.
#[utoipa::path(tag = "identity", request_body = OpenAccounts, responses((status = 201, body = OpenedAccounts)))]
#[post("/api/identity/v1/accounts")]
pub async fn open_accounts(call: Call, body: Body<OpenAccounts>) -> Answer {
    let asked = &body.value.accounts;
    // Each password takes tens of milliseconds to hash, on purpose.
    if !(1..=100).contains(&asked.len()) {
        return Err(Problem::field("accounts", "应为 1 至 100 个"));
    }
    domain::check_logins(asked.iter().map(|account| account.login.as_str()))?;
    let mut hashes = Vec::with_capacity(asked.len());
    for account in asked {
        domain::check_form(&account.login, &account.password.0)?;
        web::text("name", &account.name, 40)?;
        hashes.push(password::hash(&call.service, account.password.0.clone()).await?);
    }
    let mut work = call.begin(&body.digest).await?;
    let alone = is_alone(&work, call.region()).await?;
    let mut accounts = Vec::with_capacity(asked.len());
    for (account, hash) in asked.iter().zip(&hashes) {
        let opening = Opening {
            region: call.region(),
            login: &account.login,
            name: &account.name,
            password: hash,
            grants: &account.grants,
            alone,
        };
        accounts.push(open(&mut work, opening).await?);
    }
    web::created(work, 1, &OpenedAccounts { accounts }).await
}
