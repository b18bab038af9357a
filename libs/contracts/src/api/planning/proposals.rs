//! Issues and proposals (art. 3).

use chrono::NaiveDate;
use kernel::{DepartmentId, ids::ProposalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::planning::{Handling, ProposedLine};

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitProposal {
    #[schema(min_length = 1, max_length = 200)]
    pub title: String,
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
    /// Where it asks for a joint inspection to be planned (申报).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<ProposedLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleProposal {
    pub step: Handling,
    /// The answer, the reason, or what was resolved.
    #[schema(min_length = 1, max_length = 4000)]
    pub note: String,
}

/// A proposal and where it stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ProposalView {
    pub proposal: ProposalId,
    pub version: u64,
    /// `submitted`, `accepted`, `returned`, `answered`, `put_to_conference` or `resolved`.
    pub state: String,
    pub department: DepartmentId,
    pub title: String,
    pub text: String,
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<ProposedLine>,
    pub handled: Vec<HandledView>,
}

/// One step of the office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HandledView {
    pub step: Handling,
    pub note: String,
    pub on: NaiveDate,
}
