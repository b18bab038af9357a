//! Schemes (art. 12): what a draw follows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    DepartmentId, ItemCode,
    codes::{ObjectKind, RiskClass},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The scheme (抽查方案, art. 12).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    pub title: String,
    /// 发起（牵头）部门
    pub initiating: DepartmentId,
    /// Every department that decides items, the initiating one included; at least two.
    pub participants: Vec<Participation>,
    /// First and last day of the inspections.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Methods besides the on-site visit (art. 19).
    #[serde(default)]
    pub methods: Vec<String>,
    pub criteria: Criteria,
    pub quota: Quota,
    pub notice: NoticePolicy,
    #[serde(default)]
    pub team_unit: TeamUnit,
    pub entropy: EntropySource,
    /// Why the draw is open from the start; absent: sealed, as rule 7 demands by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_reason: Option<String>,
    /// 情况紧急: why the inspection cannot wait for the principals' approval, which then comes afterwards
    /// (国办发〔2024〕54号). Absent: approved beforehand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<String>,
}

/// What one department does in a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    pub department: DepartmentId,
    pub items: Vec<ItemCode>,
    /// Inspectors it sends to each object: two, or one with a recorded basis.
    #[serde(default = "two")]
    pub inspectors: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_basis: Option<String>,
}

fn two() -> u8 {
    2
}

/// Which objects belong to the pool; an empty list means no limit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    #[serde(default)]
    pub kinds: Vec<ObjectKind>,
    /// Places (six-digit codes) where the object is.
    #[serde(default)]
    pub places: Vec<String>,
    /// Trade code prefixes (GB/T 4754).
    #[serde(default)]
    pub trades: Vec<String>,
}

/// How many objects are drawn. Strata are the credit-risk classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Quota {
    /// A rate per class, rounded up, with floor and ceiling; a class not listed is not drawn.
    Rates { rates: BTreeMap<RiskClass, Rate> },
    /// A total shared over the classes by largest remainder.
    Total { total: u32 },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub num: u32,
    pub den: u32,
    #[serde(default)]
    pub floor: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<u32>,
}

/// Whether the object is told beforehand (art. 20(2)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "policy", rename_all = "snake_case", deny_unknown_fields)]
pub enum NoticePolicy {
    /// 告知
    Given,
    /// 不宜告知
    Withheld { reason: String },
}

/// Whether a team serves one object or a bundle (art. 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(tag = "unit", rename_all = "snake_case", deny_unknown_fields)]
pub enum TeamUnit {
    #[default]
    Object,
    Bundle {
        size: u16,
    },
}

/// Where the chance of a draw comes from; never replaced by another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "source", rename_all = "snake_case", deny_unknown_fields)]
pub enum EntropySource {
    /// At least two parties, each with a share of its own.
    Parties { parties: Vec<String> },
    /// The operator alone; rehearsals and the demo only.
    Operator,
}
