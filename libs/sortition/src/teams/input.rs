//! What a draw of teams starts from, all of it frozen before the entropy is known.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Everything that decides the teams, apart from the random key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub rule: TeamRule,
    /// The inspection window: first and last day on which a visit may take place.
    pub window: Period,
    /// All drawn objects, those without needs included, because bundles are cut from the whole list.
    pub objects: Vec<Object>,
    pub inspectors: Vec<Inspector>,
    /// Pairs that must not meet; those that name nobody in this draw are of no effect.
    pub recusals: Vec<Recusal>,
}

/// The part of the plan that governs teams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamRule {
    /// The initiating department 发起部门, whose inspector leads (art. 17). Absent where another department draws its
    /// own inspectors separately (art. 15): then no leader is chosen here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_department: Option<String>,
    pub team_unit: TeamUnit,
    /// Most units that one inspector may serve in the window; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_limit: Option<u32>,
    /// Tried in this order where an object cannot be staffed; each kind at most once.
    #[serde(default)]
    pub relaxations: Vec<Relaxation>,
}

/// What one team 检查小组 serves (art. 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TeamUnit {
    PerObject,
    /// Runs of `size` objects in rank order (the last run may be shorter).
    Bundles {
        size: u32,
    },
}

/// A weaker rule that the plan declares in advance for objects that cannot be staffed otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Relaxation {
    /// One inspector of a department is enough.
    OneInspector,
    /// An inspector may serve up to `limit` units; more than the plan's `load_limit`.
    WiderLoad { limit: u32 },
}

/// A drawn object 检查对象.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    pub id: String,
    /// Its place in the drawn list (the line of `result.csv`, from 0); no two objects share one.
    pub rank: u32,
    /// At most one per department; empty where no department of this draw decides items at the object.
    pub needs: Vec<Need>,
}

/// What a department decides at an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub department: String,
    /// Inspectors that must come: two, or one with a recorded basis.
    pub minimum: u8,
    /// Codes of the items 抽查事项; each inspector drawn must be allowed to enforce all of them.
    pub items: Vec<String>,
}

/// A person of the frozen roster 执法检查人员.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspector {
    /// Salted per draw, so that it says nothing outside it.
    pub id: String,
    pub department: String,
    /// Item codes the person may enforce; `*` stands for every item.
    pub items: Vec<String>,
    /// Validity of the certificate 执法证, both days included.
    pub valid_from: String,
    pub valid_until: String,
    pub available: bool,
    /// Leave, secondment and the like, as the department confirmed them.
    pub absences: Vec<Period>,
}

/// Days from `from` to `to`, both included, as `YYYY-MM-DD` (Beijing dates).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub from: String,
    pub to: String,
}

/// An inspector who must keep away from an object 回避.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recusal {
    pub object: String,
    pub inspector: String,
}

/// Why an inspector may not be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    Unavailable,
    /// Absent on a day of the window.
    Absent,
    /// The certificate does not cover the whole window.
    CertificateInvalid,
    /// An item of the department lies outside the person's scope.
    ScopeTooNarrow,
}

/// The scope that covers every item.
const EVERY_ITEM: &str = "*";

impl Inspector {
    /// What keeps this person from deciding `items` within `window`, recusals apart; `None` if nothing does.
    pub fn bar(&self, items: &[String], window: &Period) -> Option<Bar> {
        self.bar_in(window).or_else(|| (!self.covers(items)).then_some(Bar::ScopeTooNarrow))
    }

    pub(super) fn bar_in(&self, window: &Period) -> Option<Bar> {
        if !self.available {
            return Some(Bar::Unavailable);
        }
        if self.absences.iter().any(|absence| absence.touches(window)) {
            return Some(Bar::Absent);
        }
        let valid = self.valid_from <= window.from && window.to <= self.valid_until;
        (!valid).then_some(Bar::CertificateInvalid)
    }

    fn covers(&self, items: &[String]) -> bool {
        let scope: BTreeSet<&str> = self.items.iter().map(String::as_str).collect();
        scope.contains(EVERY_ITEM) || items.iter().all(|item| scope.contains(item.as_str()))
    }
}

impl Period {
    /// Whether the two periods share a day. Dates of the form `YYYY-MM-DD` order as their bytes do.
    pub fn touches(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}
