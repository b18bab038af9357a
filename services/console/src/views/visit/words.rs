//! The policy's words for what a visit holds.

use kernel::codes::{Means, Measure, ObjectStatus, ResultKind, SubstitutionReason};
use pages::StatusTag;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

pub const STATUSES: [(ObjectStatus, &str); 5] = [
    (ObjectStatus::Operating, "正常"),
    (ObjectStatus::Closed, "停业"),
    (ObjectStatus::Moved, "迁出"),
    (ObjectStatus::Deregistered, "注销"),
    (ObjectStatus::LicenceRevoked, "吊销"),
];

pub const NOTICE_MEANS: [(Means, &str); 4] =
    [(Means::Written, "书面"), (Means::Phone, "电话"), (Means::Fax, "传真"), (Means::Message, "短信")];

pub const MEASURE_MEANS: [(Means, &str); 3] =
    [(Means::Written, "书面"), (Means::Oral, "口头"), (Means::DevicePrint, "移动执法设备打印")];

pub const MEASURES: [(Measure, &str); 4] = [
    (Measure::RecordMade, "制作现场笔录"),
    (Measure::EvidenceSecured, "初步提取证据"),
    (Measure::OrderedToStop, "责令停止违法活动"),
    (Measure::RectificationUrged, "督促整改"),
];

pub const REASONS: [(SubstitutionReason, &str); 5] = [
    (SubstitutionReason::PostChange, "岗位调整"),
    (SubstitutionReason::WorkConflict, "工作冲突"),
    (SubstitutionReason::Health, "健康状况"),
    (SubstitutionReason::Recusal, "执法回避"),
    (SubstitutionReason::Other, "其他"),
];

/// The results, those that are found most at the head.
pub const RESULTS: [ResultKind; 10] = [
    ResultKind::NoProblem,
    ResultKind::Qualified,
    ResultKind::Rectified,
    ResultKind::PendingFollowup,
    ResultKind::Unqualified,
    ResultKind::NoSuchActivity,
    ResultKind::Unreachable,
    ResultKind::Uncooperative,
    ResultKind::Undisclosed,
    ResultKind::FalseDisclosure,
];

/// The word under which the API knows a code.
pub fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The code behind a word of the API.
pub fn parse<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

pub fn of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(known, _)| *known == value).map_or("", |(_, words)| words)
}

/// Choices of a form.
pub fn choices<T: Serialize>(table: &[(T, &'static str)]) -> Vec<(String, &'static str)> {
    table.iter().map(|(value, words)| (code(value), *words)).collect()
}

pub fn means(value: Means) -> &'static str {
    let noticed = of(&NOTICE_MEANS, value);
    if noticed.is_empty() { of(&MEASURE_MEANS, value) } else { noticed }
}

pub fn state(state: &str) -> &'static str {
    match state {
        "assigned" => "待安排",
        "scheduled" => "已排期",
        "started" => "检查中",
        "ended" => "已结束",
        "cancelled" => "已取消",
        _ => "状态不明",
    }
}

pub fn tag(word: &str) -> StatusTag {
    match word {
        "started" => StatusTag::active(state(word)),
        "ended" => StatusTag::done(state(word)),
        _ => StatusTag::plain(state(word)),
    }
}

pub fn result(kind: ResultKind) -> StatusTag {
    StatusTag::result(kind.name(), kind.is_problem())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_can_be_chosen_once() {
        let mut sorted = RESULTS;
        sorted.sort();
        assert_eq!(sorted, ResultKind::ALL);
    }

    #[test]
    fn a_word_leads_back_to_its_code() {
        for kind in RESULTS {
            assert_eq!(parse::<ResultKind>(&code(&kind)), Some(kind));
        }
        assert_eq!(parse::<Measure>("nothing"), None);
    }
}
