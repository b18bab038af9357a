//! The words of the libraries.

use contracts::api::pool::InspectorState;
use kernel::codes::{ObjectKind, RiskClass};
use pages::StatusTag;

pub const KINDS: [(&str, ObjectKind); 7] = [
    ("enterprise", ObjectKind::Enterprise),
    ("individual_business", ObjectKind::IndividualBusiness),
    ("cooperative", ObjectKind::Cooperative),
    ("other_body", ObjectKind::OtherBody),
    ("product", ObjectKind::Product),
    ("project", ObjectKind::Project),
    ("conduct", ObjectKind::Conduct),
];

pub const RISKS: [(&str, &str); 5] =
    [("A", "A 类"), ("B", "B 类"), ("C", "C 类"), ("D", "D 类"), ("Unrated", "未分类")];

pub const STATES: [(&str, &str); 4] =
    [("active", "在岗"), ("leave", "休假"), ("seconded", "借调"), ("left", "调离")];

pub fn risk(class: RiskClass) -> &'static str {
    match class {
        RiskClass::A => "A 类",
        RiskClass::B => "B 类",
        RiskClass::C => "C 类",
        RiskClass::D => "D 类",
        RiskClass::Unrated => "未分类",
    }
}

pub fn at_work(state: InspectorState) -> StatusTag {
    match state {
        InspectorState::Active => StatusTag::done("在岗"),
        InspectorState::Leave => StatusTag::plain("休假"),
        InspectorState::Seconded => StatusTag::plain("借调"),
        InspectorState::Left => StatusTag::plain("调离"),
    }
}

pub fn in_business(active: bool, status: &str) -> StatusTag {
    match (active, status.is_empty()) {
        (true, true) => StatusTag::done("存续"),
        (true, false) => StatusTag::done(status),
        (false, true) => StatusTag::plain("已注销或停业"),
        (false, false) => StatusTag::plain(status),
    }
}
