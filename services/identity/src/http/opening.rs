//! Opening one account with its grants, for every endpoint that does.

use ::store::Work;
use contracts::{
    api::identity::{NewGrant, OpenedAccount},
    events::identity::AccountEvent,
};
use kernel::{AccountId, RegionCode};
use web::{Problem, problem::from_store};

use crate::{
    domain::{self, Refusal},
    store::{account, grant},
};

pub struct Opening<'a> {
    pub region: &'a RegionCode,
    pub login: &'a str,
    pub name: &'a str,
    /// Hashed already.
    pub password: &'a str,
    pub grants: &'a [NewGrant],
}

pub async fn open(work: &mut Work, opening: Opening<'_>) -> Result<OpenedAccount, Problem> {
    let Opening { region, login, name, password, grants } = opening;
    if account::by_login(work.tx(), login).await.map_err(from_store)?.is_some() {
        return Err(Refusal::LoginTaken { login: login.to_owned() }.into());
    }
    let id: AccountId = work.new_id();
    account::insert(work, id, region, login, name, password).await.map_err(from_store)?;
    let mut events = vec![AccountEvent::Opened { account: id, login: login.to_owned() }];
    let mut given = Vec::new();
    for new in grants {
        let added = domain::grant(work.new_id::<()>().uuid(), id, region, new, work.today())?;
        grant::insert(work, &added).await.map_err(from_store)?;
        given.push(added.grant);
        events.push(AccountEvent::GrantAdded(added));
    }
    work.record(region, &id.to_string(), 0, &events).await.map_err(from_store)?;
    Ok(OpenedAccount { account: id, login: login.to_owned(), grants: given })
}
