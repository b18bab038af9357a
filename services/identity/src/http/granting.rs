//! Giving one role, for every endpoint that does: at once, or by way of a second person.

use ::store::Work;
use contracts::{
    api::identity::NewGrant,
    events::identity::{Grant, GrantRequest, GrantRequestEvent},
};
use kernel::{AccountId, RegionCode};
use uuid::Uuid;
use web::{Problem, problem::from_store};

use crate::{
    domain::{self, Request},
    store::grant,
};

/// Whose role it is, and whether the administrator may give a powerful one alone.
#[derive(Debug, Clone, Copy)]
pub struct Granting<'a> {
    pub region: &'a RegionCode,
    pub account: AccountId,
    pub login: &'a str,
    pub reason: &'a str,
    pub alone: bool,
}

/// What came of it.
pub enum Given {
    InForce(Grant),
    Asked { request: Uuid, grant: Grant },
}

/// Whether the administrators of a region are so few that one acts alone.
pub async fn is_alone(work: &Work, region: &RegionCode) -> Result<bool, Problem> {
    let administrators = grant::administrators(work.tx(), region, work.today()).await.map_err(from_store)?;
    Ok(domain::acts_alone(administrators.len()))
}

/// A grant in force is written down; its event is the caller's to record on the account.
pub async fn give(work: &mut Work, to: Granting<'_>, new: &NewGrant) -> Result<Given, Problem> {
    let id = work.new_id::<()>().uuid();
    let asked = domain::grant(id, to.account, to.region, new, work.today())?;
    if to.alone || !domain::needs_second(asked.role) {
        grant::insert(work, &asked).await.map_err(from_store)?;
        return Ok(Given::InForce(asked));
    }
    let request = work.new_id::<()>().uuid();
    let content = GrantRequest {
        request,
        grant: asked.clone(),
        login: to.login.to_owned(),
        asked_by: work.who.actor.account,
        reason: to.reason.to_owned(),
    };
    let events = [GrantRequestEvent::Asked(content.clone())];
    work.create(request, Request::new(content), &events).await.map_err(from_store)?;
    Ok(Given::Asked { request, grant: asked })
}
