//! The API of referral.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, ItemCode, Moment,
    codes::{Outcome, ResultKind},
    ids::{FindingId, ReferralId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::{
    inspection::{FindingFile, ObjectFacts},
    referral::{Delivered, Rule},
};

/// 退回: disputes jurisdiction.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineReferral {
    /// The provision by which another department is competent.
    #[schema(min_length = 1, max_length = 500)]
    pub legal_basis: String,
    /// The department that should have it.
    pub proposed_owner: DepartmentId,
}

/// 指定管辖, by the office.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignateReferral {
    pub department: DepartmentId,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// 办结.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcludeReferral {
    pub outcome: Outcome,
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub note: String,
}

/// A new version of a region's routing rules; it replaces the one before.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishRules {
    #[schema(max_items = 1000)]
    pub rules: Vec<Rule>,
}

/// The rules in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RulesView {
    pub version: u32,
    pub rules: Vec<Rule>,
}

/// A referral as its parties see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReferralView {
    pub referral: ReferralId,
    pub number: String,
    pub version: u64,
    /// `delivered`, `accepted`, `with_office` or `concluded`.
    pub state: String,
    /// Who has it now; absent while the office has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<DepartmentId>,
    pub from: DepartmentId,
    pub finding: FindingId,
    pub visit: VisitId,
    pub task: TaskId,
    /// The title of the task's scheme; empty where the referral is older than this field.
    pub task_title: String,
    pub object: ObjectFacts,
    pub matter: String,
    pub item: ItemCode,
    pub item_name: String,
    /// The item's result, and its exact name.
    pub result: ResultKind,
    pub result_name: String,
    pub description: String,
    pub evidence: Vec<String>,
    /// What the evidence is; each is read under `referrals/{id}/evidence/{digest}`.
    pub files: Vec<FindingFile>,
    /// Why it is there, in words.
    pub because: String,
    /// What the routing rules said when it was issued, in words.
    pub rule: String,
    /// By the office: binds.
    pub designated: bool,
    /// Each stay with a department, from its delivery on.
    pub hops: Vec<HopView>,
    /// Whether the last day has passed without acceptance.
    pub overdue: bool,
    pub formed_on: NaiveDate,
    /// Last of the 7 working days, until 24:00.
    pub due_on: NaiveDate,
    pub provisional: bool,
    /// Working days left after today, up to and with the last one; negative when overdue.
    pub working_days_left: i64,
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub first_delivered_at: Option<Moment>,
    /// Delivery to the department that has it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finally_delivered_at: Option<Moment>,
    pub declines: Vec<DeclineView>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_note: Option<String>,
}

/// One stay with a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HopView {
    pub to: DepartmentId,
    #[schema(value_type = String, format = DateTime)]
    pub delivered_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub accepted_at: Option<Moment>,
    /// How it was sent back from here, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<DeclineView>,
}

/// One 退回.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeclineView {
    pub by: DepartmentId,
    pub legal_basis: String,
    pub proposed_owner: DepartmentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// Deliveries to a department, in order, without gaps.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Feed {
    pub deliveries: Vec<FeedEntry>,
}

/// One delivery with its own digest, which the next one names as `previous`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FeedEntry {
    pub digest: String,
    pub delivery: Delivered,
}
