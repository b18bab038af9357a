//! What oversight publishes.

use kernel::{DepartmentId, Id, RegionCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

/// The kind of an `AlertId`; it has no value.
#[derive(Debug)]
pub enum AlertTag {}
pub type AlertId = Id<AlertTag>;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum OversightEvent {
    /// Something needs a word (提醒与督办).
    #[serde(rename = "suiji.oversight.alert-raised.v1")]
    AlertRaised {
        region: RegionCode,
        /// The id of the finding, referral, duty, visit or event that it is about.
        about: String,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<AlertKind>,
        /// Whose matter it is, where a department's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<DepartmentId>,
    },
}
impl Event for OversightEvent {}

/// What went wrong. An alert names no object and no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// 问题线索迟迟没有移送
    FindingWithoutReferral,
    /// 移送逾期
    ReferralOverdue,
    /// 公示逾期
    DisclosureOverdue,
    /// 检查未按时结束，视为结束
    EndPresumed,
    /// 有消息未能处理
    DeadLetter,
}
