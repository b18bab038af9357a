//! Opening one account with its grants, for every endpoint that does.

use ::store::Work;
use contracts::{
    api::identity::{NewGrant, OpenedAccount},
    events::identity::AccountEvent,
};
use kernel::{AccountId, RegionCode};
use web::{Problem, problem::from_store};

use super::granting::{Given, Granting, give};
use crate::{domain::Refusal, store::account};

pub struct Opening<'a> {
    pub region: &'a RegionCode,
    pub login: &'a str,
    pub name: &'a str,
    /// Hashed already.
    pub password: &'a str,
    pub grants: &'a [NewGrant],
    /// Powerful roles need no second person.
    pub alone: bool,
}

pub async fn open(work: &mut Work, opening: Opening<'_>) -> Result<OpenedAccount, Problem> {
    let Opening { region, login, name, password, grants, alone } = opening;
    if account::by_login(work.tx(), login).await.map_err(from_store)?.is_some() {
        return Err(Refusal::LoginTaken { login: login.to_owned() }.into());
    }
    let id: AccountId = work.new_id();
    account::insert(work, id, region, login, name, password).await.map_err(from_store)?;
    let mut events = vec![AccountEvent::Opened { account: id, login: login.to_owned() }];
    let mut opened =
        OpenedAccount { account: id, login: login.to_owned(), grants: Vec::new(), asked: Vec::new() };
    let to = Granting { region, account: id, login, reason: "开户", alone };
    for new in grants {
        match give(work, to, new).await? {
            Given::InForce(grant) => {
                opened.grants.push(grant.grant);
                events.push(AccountEvent::GrantAdded(grant));
            }
            Given::Asked { request, .. } => opened.asked.push(request),
        }
    }
    work.record(region, &id.to_string(), 0, &events).await.map_err(from_store)?;
    Ok(opened)
}
