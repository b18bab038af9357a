//! How states, classes and steps of planning are said.

use std::fmt::Write as _;

use contracts::{
    api::planning::{CatalogueView, PlanView, TaskView},
    events::planning::{AdHocKind, PlanLine, Quota, Rate, Scheme, Step, TeamUnit},
};
use kernel::{ItemCode, codes::RiskClass};
use pages::{Stage, StageLine, StageState, StatusTag};

use crate::desk::Desk;

pub const CLASSES: [(RiskClass, &str, &str); 5] = [
    (RiskClass::A, "A", "A 级"),
    (RiskClass::B, "B", "B 级"),
    (RiskClass::C, "C", "C 级"),
    (RiskClass::D, "D", "D 级"),
    (RiskClass::Unrated, "U", "未评级"),
];

const STEPS: [(Step, &str); 5] = [
    (Step::Task, "制定检查任务"),
    (Step::Draw, "随机抽取"),
    (Step::Inspection, "实施检查"),
    (Step::Disclosure, "录入结果并公示"),
    (Step::FollowUp, "后续处理"),
];

pub fn step(step: Step) -> &'static str {
    STEPS.iter().find(|(known, _)| *known == step).map_or("", |(_, words)| words)
}

/// The five steps of article 14.
pub fn steps(task: &TaskView) -> StageLine {
    let closed = task.state == "closed";
    let stages = STEPS.iter().map(|(at, words)| {
        let state = match at.cmp(&task.step) {
            std::cmp::Ordering::Less => StageState::Done,
            _ if closed => StageState::Done,
            std::cmp::Ordering::Equal => StageState::Running,
            std::cmp::Ordering::Greater => StageState::Waiting,
        };
        Stage::new(*words, state)
    });
    StageLine::new("检查任务的五个步骤", stages)
}

pub fn task(task: &TaskView) -> StatusTag {
    match task.state.as_str() {
        "drafted" if !task.objections.is_empty() => StatusTag::soon("有异议，待修改"),
        "drafted" => StatusTag::active("会签中"),
        "agreed" if !task.lacks.libraries.is_empty() => StatusTag::active("已会签，待确认名录"),
        "agreed" if !task.lacks.approvals.is_empty() => StatusTag::active("待事前审批"),
        "agreed" => StatusTag::active("已批准，待下达"),
        "released" => StatusTag::active(step(task.step)),
        "closed" => StatusTag::done("已办结"),
        _ => StatusTag::plain("状态不明"),
    }
}

pub fn plan(plan: &PlanView) -> StatusTag {
    match plan.state.as_str() {
        "submitted" if missing(plan).is_empty() => StatusTag::active("已确认，待公示"),
        "submitted" => StatusTag::active("已报送，待确认"),
        "returned" => StatusTag::soon("已退回"),
        "published" if plan.amendment.is_some() => StatusTag::active("变更待公示"),
        "published" => StatusTag::done("已公示"),
        _ => StatusTag::plain("状态不明"),
    }
}

/// Participants that have not confirmed the plan as reported.
pub fn missing(plan: &PlanView) -> Vec<&kernel::DepartmentId> {
    let mut named: Vec<_> = plan.lines.iter().flat_map(|line| &line.participants).collect();
    named.sort();
    named.dedup();
    named.retain(|one| **one != plan.department && !plan.confirmed_by.contains(one));
    named
}

pub fn catalogue(state: &str) -> StatusTag {
    match state {
        "published" => StatusTag::done("已公布"),
        _ => StatusTag::active("草拟，待公布"),
    }
}

pub fn ad_hoc(kind: AdHocKind) -> &'static str {
    match kind {
        AdHocKind::HandedDown => "上级转办交办",
        AdHocKind::Campaign => "专项整治",
    }
}

pub fn plan_title(plan: &PlanView, desk: &Desk) -> String {
    let of = desk.names().department(&plan.department);
    match &plan.ad_hoc {
        Some(ad_hoc) => format!("{of} {} 年临时性联合抽查（{}）", plan.year, ad_hoc.document),
        None => format!("{of} {} 年度联合抽查计划", plan.year),
    }
}

/// `3月` or `3月—6月`.
pub fn months(line: &PlanLine) -> String {
    match line.months {
        (first, last) if first == last => format!("{first}月"),
        (first, last) => format!("{first}月—{last}月"),
    }
}

/// The names of items as the catalogue has them; the code where it does not know one.
pub fn items(catalogue: Option<&CatalogueView>, codes: &[ItemCode]) -> String {
    let name = |code: &ItemCode| {
        let known = catalogue.and_then(|of| of.items.iter().find(|item| item.item == *code));
        known.map_or_else(|| code.to_string(), |item| item.name.clone())
    };
    codes.iter().map(name).collect::<Vec<_>>().join("、")
}

/// How many objects are drawn, in words.
pub fn quota(quota: &Quota) -> String {
    match quota {
        Quota::Total { total } => format!("共抽取 {total} 户，按各等级户数分配"),
        Quota::Rates { rates } => {
            let known = CLASSES.iter().filter_map(|(class, _, words)| Some((words, rates.get(class)?)));
            known.map(|(words, rate)| format!("{words} {}", share(rate))).collect::<Vec<_>>().join("；")
        }
    }
}

/// `5%，至少 1 户，至多 20 户`.
fn share(rate: &Rate) -> String {
    let mut words = format!("{}%", percent(rate));
    if rate.floor > 0 {
        let _ = write!(words, "，至少 {} 户", rate.floor);
    }
    if let Some(most) = rate.ceiling {
        let _ = write!(words, "，至多 {most} 户");
    }
    words
}

/// A rate as percent, with as many decimals as it needs.
pub fn percent(rate: &Rate) -> String {
    let hundredths = u64::from(rate.num) * 10_000 / u64::from(rate.den.max(1));
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let written = format!("{whole}.{rest:02}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub fn team(scheme: &Scheme) -> String {
    match scheme.team_unit {
        TeamUnit::Object => "每户一组".to_owned(),
        TeamUnit::Bundle { size } => format!("每组 {size} 户"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_said_as_it_was_typed() {
        let rate = |num, den| Rate { num, den, floor: 0, ceiling: None };
        assert_eq!(percent(&rate(5, 100)), "5");
        assert_eq!(percent(&rate(25, 1000)), "2.5");
        assert_eq!(percent(&rate(1, 10_000)), "0.01");
        assert_eq!(percent(&rate(1, 1)), "100");
    }
}
