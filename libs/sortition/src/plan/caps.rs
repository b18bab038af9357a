//! Yearly caps of a plan: how many inspections an object may have in one calendar year.

use serde::{Deserialize, Serialize};

use super::{PlanFault, sorted};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapRule {
    /// Joint inspections across all departments (art. 10: two).
    pub joint: u32,
    /// Inspections by one authority (国办发〔2024〕54号), sorted by authority.
    pub authorities: Vec<AuthorityCap>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityCap {
    pub authority: String,
    pub cap: u32,
}

impl CapRule {
    /// The rule of article 10 alone.
    pub fn joint_two() -> Self {
        Self { joint: 2, authorities: Vec::new() }
    }

    pub(super) fn check(&self) -> Result<(), PlanFault> {
        if self.joint == 0 || self.authorities.iter().any(|a| a.cap == 0) {
            return Err(PlanFault::Range("caps"));
        }
        if self.authorities.iter().any(|a| a.authority == crate::ledger::JOINT) {
            return Err(PlanFault::Range("caps.authorities"));
        }
        sorted("caps.authorities", self.authorities.iter().map(|a| a.authority.as_str()))
    }
}
