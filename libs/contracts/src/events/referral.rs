//! What referral publishes. A department's system reads its own subjects and nothing else.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, Moment,
    codes::Outcome,
    ids::{FindingId, ReferralId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Event, inspection::ObjectFacts};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum ReferralEvent {
    #[serde(rename = "suiji.referral.issued.v1")]
    Issued(Issued),
    /// Laid into the department's own inbox, and so onto its subject.
    #[serde(rename = "suiji.referral.delivered.v1")]
    Delivered(Delivered),
    #[serde(rename = "suiji.referral.accepted.v1")]
    Accepted {
        referral: ReferralId,
        by: DepartmentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, format = DateTime)]
        at: Option<Moment>,
    },
    /// 退回: disputes jurisdiction, with legal basis and proposed owner.
    #[serde(rename = "suiji.referral.declined.v1")]
    Declined {
        referral: ReferralId,
        by: DepartmentId,
        legal_basis: String,
        proposed_owner: DepartmentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, format = DateTime)]
        at: Option<Moment>,
    },
    /// Sent once more, to the proposed owner; at most once in a referral's life.
    #[serde(rename = "suiji.referral.rerouted.v1")]
    Rerouted { referral: ReferralId, to: DepartmentId },
    /// Nobody's by the rules, or declined twice: with the office for designation (指定管辖).
    #[serde(rename = "suiji.referral.with-office.v1")]
    WithOffice { referral: ReferralId, reason: String },
    /// The office's designation binds.
    #[serde(rename = "suiji.referral.designated.v1")]
    Designated { referral: ReferralId, to: DepartmentId, reason: String },
    #[serde(rename = "suiji.referral.concluded.v1")]
    Concluded { referral: ReferralId, finding: FindingId, by: DepartmentId, outcome: Outcome, note: String },
    #[serde(rename = "suiji.referral.due-soon.v1")]
    DueSoon { referral: ReferralId, due_on: NaiveDate },
    #[serde(rename = "suiji.referral.overdue.v1")]
    Overdue { referral: ReferralId, due_on: NaiveDate },
    #[serde(rename = "suiji.referral.due-recomputed.v1")]
    DueRecomputed { referral: ReferralId, before: NaiveDate, due_on: NaiveDate, provisional: bool },
}

impl Event for ReferralEvent {
    fn concerns(&self) -> Vec<DepartmentId> {
        match self {
            ReferralEvent::Delivered(delivered) => vec![delivered.to.clone()],
            ReferralEvent::Accepted { by, .. }
            | ReferralEvent::Declined { by, .. }
            | ReferralEvent::Concluded { by, .. } => vec![by.clone()],
            _ => Vec::new(),
        }
    }
}

/// A referral exists from here on, and is owned by a department or by the office at every moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Issued {
    pub referral: ReferralId,
    /// 移送文号, gap-free per department and year.
    pub number: String,
    pub finding: FindingId,
    pub visit: VisitId,
    pub from: DepartmentId,
    /// The owner by the rules; absent where the office must designate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<DepartmentId>,
    /// Why this owner, in words.
    pub because: String,
    pub formed_on: NaiveDate,
    /// Last day of the 7 working days, ending at 24:00.
    pub due_on: NaiveDate,
    pub provisional: bool,
    pub rehearsal: bool,
}

/// One delivery to one department.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Delivered {
    pub referral: ReferralId,
    pub number: String,
    pub to: DepartmentId,
    /// Gap-free per receiving department, from 1.
    pub delivery: u64,
    /// SHA-256 of the previous delivery to this department, hex; empty for the first.
    pub previous: String,
    #[schema(value_type = String, format = DateTime)]
    pub delivered_at: Moment,
    pub from: DepartmentId,
    pub finding: FindingId,
    pub object: ObjectFacts,
    pub matter: String,
    pub item_name: String,
    pub description: String,
    pub evidence: Vec<String>,
    pub because: String,
    pub due_on: NaiveDate,
}

/// Events of a region's routing rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum RulesEvent {
    #[serde(rename = "suiji.referral.rules-published.v1")]
    Published { version: u32, rules: Vec<Rule> },
}
impl Event for RulesEvent {}

/// Which department a matter goes to (谁审批、谁监管，谁主管、谁监管). An absent criterion fits everything; the rule with
/// the most criteria wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The department that is competent.
    pub department: DepartmentId,
    /// The matter of the catalogue item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// Trade code prefix (GB/T 4754).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trade: Option<String>,
    /// The department that approved or registered the object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<DepartmentId>,
    /// Place of the object (six-digit code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<kernel::codes::ObjectKind>,
}
