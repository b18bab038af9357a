//! The plan of a draw (抽取计划): everything that decides the draw except the frozen libraries and chance.
//!
//! A plan is canonical JSON ([`crate::json`]) and is bound by its hash before anything is frozen. It does not hold its
//! sequence number, so that a voided draw can be repeated with the very same plan.

mod caps;
mod entropy;
mod quota;

use serde::{Deserialize, Serialize};

use crate::encoding::{Hash, h};
use crate::json::{self, JsonFault};
use crate::teams::{Period, TeamRule};
use crate::text::{self, TextFault};

pub use caps::{AuthorityCap, CapRule};
pub use entropy::EntropyPlan;
pub use quota::{Quota, QuotaFault, QuotaRule, Quotas, Rate, StratumRate};

/// The version of the protocol that this library speaks.
pub const PROTOCOL: &str = "draw/v1";
/// Largest plan that is read, in bytes.
pub const MAX_PLAN: usize = 1 << 20;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Always [`PROTOCOL`].
    pub protocol: String,
    /// GB/T 2260 code of the region whose chain of opens this draw joins.
    pub region: String,
    /// The task 检查任务 this draw belongs to, as the planning service names it.
    pub task: String,
    pub purpose: Purpose,
    /// First and last day on which a visit may take place (Beijing dates).
    pub window: Period,
    pub quota: QuotaRule,
    pub caps: CapRule,
    pub entropy: EntropyPlan,
    pub openness: Openness,
    /// Absent where teams are drawn later, in a record of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teams: Option<TeamPlan>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A real draw.
    Inspection,
    /// 演练: isolated, never counted, the only purpose for which the operator alone may supply the entropy.
    Rehearsal,
}

/// Whether the list stays secret until the visits (requirements, rule 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case", deny_unknown_fields)]
pub enum Openness {
    /// Opened when the last visit has ended, or on this day at the latest.
    Sealed { open_by: String },
    /// Public at once, by a choice of the scheme with this reason.
    Open { reason: String },
}

/// The draw of teams that follows at once, from the same seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamPlan {
    pub needs: Vec<TeamNeed>,
    pub rule: TeamRule,
}

/// What one department decides at the drawn objects, and how many inspectors it sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamNeed {
    pub department: String,
    pub minimum: u8,
    /// Codes of the items 抽查事项.
    pub items: Vec<String>,
    /// Strata at which the department takes part; absent: at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strata: Option<Vec<String>>,
}

/// Why a plan is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    #[error("{0}")]
    Json(#[from] JsonFault),
    #[error("方案不得超过 {MAX_PLAN} 字节")]
    TooLong,
    #[error("协议应为 {PROTOCOL}")]
    Protocol,
    #[error("{field} {fault}")]
    Text { field: &'static str, fault: TextFault },
    #[error("{0} 应按字节排序且不重复")]
    NotSorted(&'static str),
    #[error("{0} 超出范围")]
    Range(&'static str),
    #[error("检查期间的止日早于起日")]
    Window,
    #[error("公开期限不得早于检查期间的止日")]
    OpensTooEarly,
    #[error("多方来源至少须有两方")]
    TooFewParties,
    #[error("由运行方单独提供随机数只能用于演练")]
    OperatorOutsideRehearsal,
    #[error("检查小组至少须有一个部门")]
    NoTeamNeeds,
}

impl Plan {
    /// Reads and checks a `plan.json`.
    ///
    /// # Errors
    /// The first fault found.
    pub fn from_json(bytes: &[u8]) -> Result<Self, PlanFault> {
        if bytes.len() > MAX_PLAN {
            return Err(PlanFault::TooLong);
        }
        let plan: Self = json::from_bytes(bytes)?;
        plan.check()?;
        Ok(plan)
    }

    /// The canonical bytes of a plan that holds.
    ///
    /// # Errors
    /// As [`Plan::from_json`].
    pub fn to_json(&self) -> Result<Vec<u8>, PlanFault> {
        self.check()?;
        Ok(json::to_bytes(self)?)
    }

    /// `plan_hash = H("draw/v1/plan"; plan.json)`.
    ///
    /// # Errors
    /// If the plan does not hold.
    pub fn hash(&self) -> Result<Hash, PlanFault> {
        Ok(h("draw/v1/plan", &[&self.to_json()?]))
    }

    pub fn is_rehearsal(&self) -> bool {
        self.purpose == Purpose::Rehearsal
    }

    /// The day by which a sealed draw must be opened; `None` for an open one.
    pub fn open_by(&self) -> Option<&str> {
        match &self.openness {
            Openness::Sealed { open_by } => Some(open_by),
            Openness::Open { .. } => None,
        }
    }

    /// # Errors
    /// The first fault found, in the order of the fields.
    pub fn check(&self) -> Result<(), PlanFault> {
        if self.protocol != PROTOCOL {
            return Err(PlanFault::Protocol);
        }
        named("region", &self.region)?;
        named("task", &self.task)?;
        dated("window.from", &self.window.from)?;
        dated("window.to", &self.window.to)?;
        if self.window.from > self.window.to {
            return Err(PlanFault::Window);
        }
        self.quota.check()?;
        self.caps.check()?;
        self.entropy.check(self.purpose)?;
        self.check_openness()?;
        self.teams.as_ref().map_or(Ok(()), TeamPlan::check)
    }

    fn check_openness(&self) -> Result<(), PlanFault> {
        match &self.openness {
            Openness::Sealed { open_by } => {
                dated("openness.open_by", open_by)?;
                if *open_by < self.window.to { Err(PlanFault::OpensTooEarly) } else { Ok(()) }
            }
            Openness::Open { reason } => {
                text::reason(reason).map_err(|fault| PlanFault::Text { field: "openness.reason", fault })
            }
        }
    }
}

impl TeamNeed {
    /// Whether the department takes part at objects of this stratum.
    pub fn is_at(&self, stratum: &str) -> bool {
        self.strata.as_ref().is_none_or(|strata| strata.iter().any(|s| s == stratum))
    }
}

impl TeamPlan {
    fn check(&self) -> Result<(), PlanFault> {
        if self.needs.is_empty() {
            return Err(PlanFault::NoTeamNeeds);
        }
        sorted("teams.needs", self.needs.iter().map(|n| n.department.as_str()))?;
        for need in &self.needs {
            if need.minimum == 0 {
                return Err(PlanFault::Range("teams.needs.minimum"));
            }
            sorted("teams.needs.items", need.items.iter().map(String::as_str))?;
            sorted("teams.needs.strata", need.strata.iter().flatten().map(String::as_str))?;
        }
        self.rule.leader_department.as_deref().map_or(Ok(()), |d| named("teams.rule.leader_department", d))
    }
}

fn named(field: &'static str, value: &str) -> Result<(), PlanFault> {
    text::name(value).map_err(|fault| PlanFault::Text { field, fault })
}

fn dated(field: &'static str, value: &str) -> Result<(), PlanFault> {
    text::date(value).map_err(|fault| PlanFault::Text { field, fault })
}

/// A list of names in its only order: bytewise ascending, each once.
fn sorted<'a>(field: &'static str, names: impl Iterator<Item = &'a str>) -> Result<(), PlanFault> {
    let mut last: Option<&str> = None;
    for each in names {
        named(field, each)?;
        if last.is_some_and(|last| last >= each) {
            return Err(PlanFault::NotSorted(field));
        }
        last = Some(each);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
