//! The API of draw.

mod public;

use chrono::NaiveDate;
use kernel::{
    DepartmentId, RegionCode,
    codes::{RiskClass, SubstitutionReason},
    ids::{DrawId, TaskId},
};
pub use public::{PublicDraw, PublicDraws};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::{draw::VoidReason, inspection::ObjectFacts};

/// A draw as anybody concerned may see it: stages and digests, never an object.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DrawView {
    pub draw: DrawId,
    pub task: TaskId,
    pub version: u64,
    /// The title of the task's scheme.
    pub title: String,
    /// 发起（牵头）部门
    pub initiating: DepartmentId,
    pub participants: Vec<DepartmentId>,
    /// First and last day of the inspection.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Where the randomness comes from: `parties` or `operator`.
    pub source: String,
    pub assurance: AssuranceView,
    /// When each stage was reached; with a single draw, not in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<StageTimes>,
    /// Classes of the pool, from the freeze on; how many were drawn of each, from the draw on.
    pub strata: Vec<StratumView>,
    /// `requested`, `opened`, `frozen`, `committed`, `drawn`; or an end without a list: `impossible`,
    /// `withheld` (a share is missing after the deadline; to be voided), `void`, `expired`.
    pub state: String,
    /// Gap-free per region.
    pub seq: Option<u64>,
    pub open: Option<String>,
    pub commit: Option<String>,
    pub pool_root: Option<String>,
    pub objects_in_pool: Option<u64>,
    pub parties: Vec<PartyView>,
    /// How many objects were drawn.
    pub drawn: Option<u64>,
    pub result_root: Option<String>,
    pub team_root: Option<String>,
    pub rehearsal: bool,
    /// Why the draw cannot go on, where it cannot.
    pub obstacle: Option<String>,
    /// Until when shares count.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub reveal_by: Option<kernel::Moment>,
    /// The last day of the seal.
    pub open_by: Option<NaiveDate>,
    /// SHA-256 of the receipt's `receipt.json`, once it is open to the public.
    pub published: Option<String>,
    /// That the draw be void, as asked and perhaps approved.
    pub void: Option<VoidView>,
    /// The draw of the same task that came to nothing and that this one repeats.
    pub repeats: Option<DrawId>,
}

/// How much a draw is worth (保证等级), from 1, the strongest, to 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssuranceView {
    pub level: u8,
    /// `一级 信标＋多方`, `二级 多方`, `三级 彩票` or `四级 运行方`.
    pub name: String,
}

/// The moments on a draw's trail.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageTimes {
    #[schema(value_type = Option<String>, format = DateTime)]
    pub requested: Option<kernel::Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened: Option<kernel::Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub frozen: Option<kernel::Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub committed: Option<kernel::Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub drawn: Option<kernel::Moment>,
    /// Impossible, void or expired.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub stopped: Option<kernel::Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub published: Option<kernel::Moment>,
}

/// One class of the pool. A count names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StratumView {
    pub class: RiskClass,
    pub pool: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<u64>,
}

/// The drawn list, for those who belong to the circle of each of its visits.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DrawnObjects {
    pub draw: DrawId,
    pub items: Vec<DrawnObjectView>,
}

/// One drawn object, in the order of the receipt.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DrawnObjectView {
    /// Place in the list, from 0.
    pub position: u64,
    /// Risk class.
    pub class: String,
    /// Place within its class, from 1.
    pub rank: u32,
    pub object: ObjectFacts,
    pub address: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VoidView {
    pub reason: VoidReason,
    pub sentence: String,
    pub approved: bool,
}

/// Asks that a draw be void. The note stays in the journal; the public is told the reason alone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskVoid {
    pub reason: VoidReason,
    #[schema(min_length = 1, max_length = 500)]
    pub note: String,
}

/// What the public may take of a draw's receipt today.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PublicReceipt {
    pub region: RegionCode,
    pub seq: u64,
    /// `sealed` or `whole`.
    pub edition: String,
    /// The last day of the seal.
    pub open_by: Option<NaiveDate>,
    pub rehearsal: bool,
    pub files: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PartyView {
    pub party: String,
    pub committed: bool,
    pub revealed: bool,
}

/// A party's promise: `H("draw/v1/party"; open, party, share)`, made by the party itself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitShare {
    #[schema(min_length = 1, max_length = 64)]
    pub party: String,
    /// 32 bytes, hex.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub commitment: String,
}

/// The share behind the promise.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealShare {
    #[schema(min_length = 1, max_length = 64)]
    pub party: String,
    /// 32 bytes, hex.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub share: String,
}

/// How often drawn inspectors were replaced, in visits that have ended (art. 16).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SubstitutionCounts {
    pub items: Vec<SubstitutionCount>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SubstitutionCount {
    pub draw: DrawId,
    pub department: DepartmentId,
    pub reason: SubstitutionReason,
    pub count: u64,
}

/// One drawn object's leaf, opened alone: with the draw's `sealed.json` it proves that the object was drawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LeafOpening {
    /// Always `objects`.
    pub kind: String,
    pub index: u32,
    /// Rows of the whole list.
    pub size: u32,
    pub salt: String,
    /// Stratum, rank, id and key.
    pub row: Vec<String>,
    /// Hashes from the leaf's sibling upward.
    pub path: Vec<String>,
}
