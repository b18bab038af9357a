//! An alert (提醒): raised once for one thing, and a fact from then on.

use contracts::events::oversight::{AlertId, AlertKind, OversightEvent};
use kernel::{DepartmentId, Moment, RegionCode};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    pub alert: AlertId,
    pub region: RegionCode,
    pub kind: AlertKind,
    pub about: String,
    pub department: Option<DepartmentId>,
    pub raised_at: Moment,
}

/// What the office reads.
pub fn text(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::FindingWithoutReferral => "问题线索产生已超过一小时，仍未见移送",
        AlertKind::ReferralOverdue => "移送已超过七个工作日",
        AlertKind::DisclosureOverdue => "检查结果公示已超过二十个工作日",
        AlertKind::EndPresumed => "检查未按时结束，已视为结束",
        AlertKind::DeadLetter => "有消息未能处理，统计和时间线可能不全",
    }
}

impl Alert {
    /// The event that it begins and ends with.
    pub fn raised(&self) -> OversightEvent {
        OversightEvent::AlertRaised {
            region: self.region.clone(),
            about: self.about.clone(),
            text: text(self.kind).to_owned(),
            kind: Some(self.kind),
            department: self.department.clone(),
        }
    }

    /// A short stable word; lists filter by it.
    pub fn word(kind: AlertKind) -> &'static str {
        match kind {
            AlertKind::FindingWithoutReferral => "finding_without_referral",
            AlertKind::ReferralOverdue => "referral_overdue",
            AlertKind::DisclosureOverdue => "disclosure_overdue",
            AlertKind::EndPresumed => "end_presumed",
            AlertKind::DeadLetter => "dead_letter",
        }
    }
}
