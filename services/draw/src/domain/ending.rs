//! Ends without a list: void (作废) by two persons, and time that has run out. Once the list exists there is neither (art. 15).

use contracts::events::draw::{DrawEvent, VoidReason};
use kernel::{AccountId, Actor};
use serde::{Deserialize, Serialize};

use super::{Draw, Refusal, Stage};

/// The office asked that the draw be void. Asking stops nothing: whoever could stop a draw alone could choose when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidRequest {
    pub reason: VoidReason,
    pub asked_by: AccountId,
}

/// What the end of its time brings to a draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Committed, and a share is missing: the set is closed and logged as it is.
    Shares,
    /// Nothing was committed.
    Expiry,
}

impl Draw {
    /// The office asks; a later request takes the place of an earlier one.
    pub fn ask_void(&self, actor: &Actor, reason: VoidReason) -> Result<Vec<DrawEvent>, Refusal> {
        self.voidable()?;
        Ok(vec![DrawEvent::VoidAsked { draw: self.draw, reason, account: actor.account }])
    }

    /// The principal of the initiating department decides: never who asked.
    pub fn approve_void(&self, actor: &Actor) -> Result<VoidReason, Refusal> {
        self.by_initiator(actor)?;
        self.voidable()?;
        let request = self.void.ok_or(Refusal::VoidNotAsked)?;
        if request.asked_by == actor.account { Err(Refusal::ApproverIsRequester) } else { Ok(request.reason) }
    }

    pub fn voided(&self, reason: VoidReason) -> DrawEvent {
        DrawEvent::Voided { draw: self.draw, task: self.task.task, reason: reason.sentence().to_owned() }
    }

    /// What the clock calls for at `now`, seconds since 1970.
    pub fn closing(&self, now: u64) -> Option<Closing> {
        self.in_time(now).err()?;
        match self.stage {
            Stage::Committed if !self.has_all_shares() => Some(Closing::Shares),
            Stage::Opened | Stage::Frozen | Stage::Impossible => Some(Closing::Expiry),
            _ => None,
        }
    }

    pub fn expired(&self) -> DrawEvent {
        DrawEvent::Expired { draw: self.draw, task: self.task.task, seq: self.seq.unwrap_or(0) }
    }

    pub(crate) fn in_time(&self, now: u64) -> Result<(), Refusal> {
        if self.reveal_by.is_some_and(|last| now > last) { Err(Refusal::ShareTimeOver) } else { Ok(()) }
    }

    /// With every share there the list is decided, though nobody has computed it yet.
    fn voidable(&self) -> Result<(), Refusal> {
        let open = [Stage::Opened, Stage::Frozen, Stage::Committed, Stage::Impossible, Stage::Withheld];
        if open.contains(&self.stage) && !self.is_ready() {
            return Ok(());
        }
        let stage = if self.is_ready() { Stage::Drawn } else { self.stage };
        Err(Refusal::WrongStage { stage: stage.name() })
    }
}

#[cfg(test)]
mod tests;
