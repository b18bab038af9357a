//! The API of draw.

use kernel::{
    DepartmentId,
    codes::SubstitutionReason,
    ids::{DrawId, TaskId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A draw as anybody concerned may see it: stages and digests, never an object.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DrawView {
    pub draw: DrawId,
    pub task: TaskId,
    pub version: u64,
    /// `requested`, `opened`, `frozen`, `committed`, `drawn` or `impossible`.
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
