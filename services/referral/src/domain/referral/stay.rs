//! Where a referral is and was: its holder, its stays with departments and how they ended, its stage.

use kernel::{DepartmentId, Moment};
use serde::{Deserialize, Serialize};

/// Who has it: a department or the office, never nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Department(DepartmentId),
    Office,
}

/// One stay with a department, from its delivery on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    pub to: DepartmentId,
    pub delivered_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Moment>,
}

/// One 退回.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {
    pub by: DepartmentId,
    pub legal_basis: String,
    pub proposed_owner: DepartmentId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 待接收
    Delivered,
    /// 已接收
    Accepted,
    /// 待指定管辖
    WithOffice,
    /// 已办结
    Concluded,
}

impl Stage {
    pub fn word(self) -> &'static str {
        match self {
            Stage::Delivered => "delivered",
            Stage::Accepted => "accepted",
            Stage::WithOffice => "with_office",
            Stage::Concluded => "concluded",
        }
    }
    pub(super) fn name(self) -> &'static str {
        match self {
            Stage::Delivered => "待接收",
            Stage::Accepted => "已接收",
            Stage::WithOffice => "待指定管辖",
            Stage::Concluded => "已办结",
        }
    }
}
