//! The API of inspection.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, InspectorId, ItemCode, Moment,
    codes::{ObjectStatus, Outcome, ResultKind},
    ids::{FindingId, ReferralId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::inspection::{FindingRaised, ObjectFacts};

/// What a field device says of its own time.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldNote {
    /// The device's time; the server's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// The result of one item, with the problems that must be referred.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordItem {
    pub result: ResultKind,
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub note: String,
    pub object_status: ObjectStatus,
    #[serde(default)]
    #[schema(max_items = 20)]
    pub findings: Vec<NewFinding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Moment>,
}

/// A suspected violation that must be referred.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFinding {
    #[schema(min_length = 1, max_length = 2000)]
    pub description: String,
    /// Digests of evidence uploaded at this visit.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub evidence: Vec<String>,
}

/// The object's signature or seal, or the inspectors' note that it refuses (art. 20(2)).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignObject {
    pub refused: bool,
    /// Digest of the signed paper or of the drawn signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EvidenceView {
    pub digest: String,
    pub bytes: u64,
}

/// A visit as its circle sees it before the end, and its departments after.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VisitView {
    pub visit: VisitId,
    pub version: u64,
    /// `assigned`, `started` or `ended`.
    pub state: String,
    pub task: TaskId,
    pub object: ObjectFacts,
    pub address: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub team: Vec<TeamView>,
    pub parts: Vec<PartView>,
    pub evidence: Vec<String>,
    pub ended_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TeamView {
    pub inspector: InspectorId,
    pub department: DepartmentId,
    pub leader: bool,
}

/// One department's part of a visit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PartView {
    pub department: DepartmentId,
    pub items: Vec<ItemView>,
    pub signed: Vec<InspectorId>,
    pub formed_on: Option<NaiveDate>,
}

/// An item with the guide that is to be followed (art. 18).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ItemView {
    pub item: ItemCode,
    pub name: String,
    pub guide: String,
    pub guide_version: String,
    pub result: Option<ResultKind>,
}

/// A finding and what became of it (art. 23).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FindingView {
    pub finding: FindingId,
    /// `raised` or `closed`.
    pub state: String,
    pub content: FindingRaised,
    pub referral: Option<ReferralId>,
    pub outcome: Option<Outcome>,
    pub note: Option<String>,
}
