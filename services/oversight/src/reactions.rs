//! What oversight keeps of what others say.

mod disclosure;
mod draw;
mod inspection;
mod planning;
mod referral;

use ::store::{Unable, Work};
use contracts::Fact;
use futures_util::future::BoxFuture;

use crate::{
    domain::sentence,
    store::{department, timeline},
};

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        if let Some(sentence) = sentence(fact.kind(), &fact.event.data) {
            timeline::keep(work, fact, &sentence).await?;
            timeline::link(work, fact).await?;
        }
        match fact.kind().split('.').nth(1).unwrap_or_default() {
            "planning" if fact.kind() == "suiji.planning.department-registered.v1" => {
                Ok(department::keep(work, &fact.data()?).await?)
            }
            "planning" => planning::react(work, fact).await,
            "draw" => draw::react(work, fact).await,
            "inspection" => inspection::react(work, fact).await,
            "disclosure" => disclosure::react(work, fact).await,
            "referral" => referral::react(work, fact).await,
            _ => Ok(()),
        }
    })
}
