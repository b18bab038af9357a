//! Where the chance comes from. A source is named in the plan and never replaced by another.

use serde::{Deserialize, Serialize};

use super::{PlanFault, Purpose, named, sorted};
use crate::json::{self, JsonFault, MAX_INTEGER};
use crate::text;

/// Times are seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case", deny_unknown_fields)]
pub enum EntropyPlan {
    /// drand quicknet: the first round not earlier than `scheduled`. Shares are due well before it.
    Beacon { scheduled: u64, reveal_by: u64, parties: Vec<String> },
    /// At least two parties; a withheld share voids the draw, because the last to reveal could choose.
    Parties { reveal_by: u64, parties: Vec<String> },
    /// A named public issue of a lottery, typed in by two people.
    Lottery { issue: String, reveal_by: u64, parties: Vec<String> },
    /// The operator's share alone: the operator could choose it.
    Operator {},
}

impl EntropyPlan {
    /// The invited parties, by code, in the order of their shares.
    pub fn parties(&self) -> &[String] {
        match self {
            Self::Beacon { parties, .. } | Self::Parties { parties, .. } | Self::Lottery { parties, .. } => {
                parties
            }
            Self::Operator {} => &[],
        }
    }

    /// The end of the time in which shares are revealed.
    pub fn reveal_by(&self) -> Option<u64> {
        match self {
            Self::Beacon { reveal_by, .. }
            | Self::Parties { reveal_by, .. }
            | Self::Lottery { reveal_by, .. } => Some(*reveal_by),
            Self::Operator {} => None,
        }
    }

    /// The word in `entropy.json` and in the plan.
    pub fn source(&self) -> &'static str {
        match self {
            Self::Beacon { .. } => "beacon",
            Self::Parties { .. } => "parties",
            Self::Lottery { .. } => "lottery",
            Self::Operator {} => "operator",
        }
    }

    /// `entropy_plan`, an input of the commit: the canonical JSON of this object.
    ///
    /// # Errors
    /// If a text is not NFC or a time too large; a checked plan has neither.
    pub fn to_json(&self) -> Result<Vec<u8>, JsonFault> {
        json::to_bytes(self)
    }

    pub(super) fn check(&self, purpose: Purpose) -> Result<(), PlanFault> {
        sorted("entropy.parties", self.parties().iter().map(String::as_str))?;
        if self.reveal_by().is_some_and(|t| t > MAX_INTEGER) {
            return Err(PlanFault::Range("entropy.reveal_by"));
        }
        match self {
            Self::Parties { parties, .. } if parties.len() < 2 => Err(PlanFault::TooFewParties),
            Self::Operator {} if purpose != Purpose::Rehearsal => Err(PlanFault::OperatorOutsideRehearsal),
            Self::Beacon { scheduled, reveal_by, .. }
                if *scheduled > MAX_INTEGER || reveal_by >= scheduled =>
            {
                Err(PlanFault::Range("entropy.scheduled"))
            }
            Self::Lottery { issue, .. } => {
                text::name(issue).map_err(|fault| PlanFault::Text { field: "entropy.issue", fault })?;
                named("entropy.issue", issue)
            }
            _ => Ok(()),
        }
    }
}
