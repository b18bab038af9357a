//! A catalogue version (抽查事项清单, art. 6): drafted by the market-regulation bureau, published by its principal,
//! unchangeable after.

use contracts::events::planning::{Catalogue, CatalogueEvent};
use kernel::{AccountId, Actor, DepartmentId};
use serde::{Deserialize, Serialize};

use super::Refusal;

/// The bureau that leads the joint catalogue, by its short name at every level.
const MARKET_REGULATION: &str = "scjg";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CatalogueDraft {
    pub content: Catalogue,
    pub department: DepartmentId,
    pub drafted_by: AccountId,
    pub published: bool,
}

impl CatalogueDraft {
    /// Whether `department` leads the catalogue.
    pub fn may_lead(department: &DepartmentId) -> Result<(), Refusal> {
        if department.short() == MARKET_REGULATION { Ok(()) } else { Err(Refusal::NotMarketRegulation) }
    }

    pub fn publish(&self, actor: &Actor) -> Result<Vec<CatalogueEvent>, Refusal> {
        if actor.department.as_ref() != Some(&self.department) {
            return Err(Refusal::NotMarketRegulation);
        }
        if self.published {
            return Err(Refusal::AlreadyPublished);
        }
        if actor.account == self.drafted_by {
            return Err(Refusal::ApproverIsRequester);
        }
        Ok(vec![CatalogueEvent::Published(self.content.clone())])
    }

    pub fn evolve(&mut self, event: &CatalogueEvent) {
        self.published |= matches!(event, CatalogueEvent::Published(_));
    }
}
