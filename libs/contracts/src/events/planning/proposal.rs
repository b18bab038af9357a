//! Issues and proposals of member departments (art. 3).

use chrono::NaiveDate;
use kernel::{DepartmentId, ids::ProposalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PlanLine;
use crate::events::Event;

/// Events of one proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum ProposalEvent {
    #[serde(rename = "suiji.planning.proposal-submitted.v1")]
    Submitted(Proposal),
    #[serde(rename = "suiji.planning.proposal-handled.v1")]
    Handled { proposal: ProposalId, step: Handling, note: String, on: NaiveDate },
}
impl Event for ProposalEvent {}

/// What a member department puts to the office (意见建议); with a line, that a joint inspection be planned (申报).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    pub proposal: ProposalId,
    pub department: DepartmentId,
    pub title: String,
    pub text: String,
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<ProposedLine>,
}

/// A line proposed for another department's plan, or for one's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedLine {
    /// The department that would initiate it.
    pub initiating: DepartmentId,
    pub line: PlanLine,
}

/// What the office does with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// 受理
    Accepted,
    /// 退回
    Returned,
    /// 答复
    Answered,
    /// 提请联席会议研究
    PutToConference,
    /// 联席会议议定
    Resolved,
}
