//! A finding (问题线索) and what became of it (art. 23).

use contracts::events::inspection::{FindingEvent, FindingRaised};
use kernel::{codes::Outcome, ids::ReferralId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub raised: FindingRaised,
    pub closed: Option<(ReferralId, Outcome, String)>,
}

impl Finding {
    /// The outcome comes back; a second one changes nothing.
    pub fn close(&self, referral: ReferralId, outcome: Outcome, note: &str) -> Vec<FindingEvent> {
        if self.closed.is_some() {
            return Vec::new();
        }
        vec![FindingEvent::Closed { finding: self.raised.finding, referral, outcome, note: note.to_owned() }]
    }

    pub fn evolve(&mut self, event: &FindingEvent) {
        if let FindingEvent::Closed { referral, outcome, note, .. } = event {
            self.closed = Some((*referral, *outcome, note.clone()));
        }
    }
}
