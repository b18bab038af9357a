//! Refuses input that contradicts itself, before anything is drawn.

use std::collections::BTreeSet;

use super::{Input, Inspector, Object, Period, Relaxation, TeamRule, TeamUnit};
use crate::text;

/// What is wrong with the input of a draw of teams.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InputFault {
    #[error("“{0}”不是合格的编号")]
    NotAnId(String),
    #[error("检查对象 {0} 重复")]
    ObjectTwice(String),
    #[error("名次 {0} 给了两个检查对象")]
    RankTwice(u32),
    #[error("检查对象 {object} 的部门 {department} 重复")]
    NeedTwice { object: String, department: String },
    #[error("检查对象 {object} 处，部门 {department} 无须派人")]
    NoMinimum { object: String, department: String },
    #[error("发起部门没有参加对 {0} 的检查")]
    LeaderMissing(String),
    #[error("检查人员 {0} 重复")]
    InspectorTwice(String),
    #[error("“{0}”不是日期")]
    NotADate(String),
    #[error("期间 {0} 至 {1} 的止日早于起日")]
    EndsBeforeItBegins(String, String),
    #[error("每组至少须有一个检查对象")]
    EmptyBundle,
    #[error("每人检查数上限至少为 1")]
    NoLoad,
    #[error("同一放宽条件重复")]
    RelaxationTwice,
    #[error("放宽后的检查数上限应高于方案的上限")]
    NotWider,
}

pub(super) fn check(input: &Input) -> Result<(), InputFault> {
    check_rule(&input.rule)?;
    check_period(&input.window)?;
    let (mut ids, mut ranks) = (BTreeSet::new(), BTreeSet::new());
    for object in &input.objects {
        check_id(&object.id)?;
        if !ids.insert(&object.id) {
            return Err(InputFault::ObjectTwice(object.id.clone()));
        }
        if !ranks.insert(object.rank) {
            return Err(InputFault::RankTwice(object.rank));
        }
        check_needs(object, input.rule.leader_department.as_deref())?;
    }
    let mut people = BTreeSet::new();
    for inspector in &input.inspectors {
        check_inspector(inspector)?;
        if !people.insert(&inspector.id) {
            return Err(InputFault::InspectorTwice(inspector.id.clone()));
        }
    }
    Ok(())
}

fn check_rule(rule: &TeamRule) -> Result<(), InputFault> {
    if rule.team_unit == (TeamUnit::Bundles { size: 0 }) {
        return Err(InputFault::EmptyBundle);
    }
    if rule.load_limit == Some(0) {
        return Err(InputFault::NoLoad);
    }
    let mut kinds = BTreeSet::new();
    for relaxation in &rule.relaxations {
        let wide_enough = match (relaxation, rule.load_limit) {
            (Relaxation::WiderLoad { limit }, Some(strict)) => *limit > strict,
            (Relaxation::WiderLoad { .. }, None) => false,
            (Relaxation::OneInspector, _) => true,
        };
        if !wide_enough {
            return Err(InputFault::NotWider);
        }
        if !kinds.insert(matches!(relaxation, Relaxation::OneInspector)) {
            return Err(InputFault::RelaxationTwice);
        }
    }
    Ok(())
}

fn check_needs(object: &Object, leading: Option<&str>) -> Result<(), InputFault> {
    let mut departments = BTreeSet::new();
    for need in &object.needs {
        check_id(&need.department)?;
        let place = || (object.id.clone(), need.department.clone());
        if !departments.insert(need.department.as_str()) {
            let (object, department) = place();
            return Err(InputFault::NeedTwice { object, department });
        }
        if need.minimum == 0 {
            let (object, department) = place();
            return Err(InputFault::NoMinimum { object, department });
        }
    }
    match leading {
        Some(leading) if !departments.contains(leading) => Err(InputFault::LeaderMissing(object.id.clone())),
        _ => Ok(()),
    }
}

fn check_inspector(inspector: &Inspector) -> Result<(), InputFault> {
    check_id(&inspector.id)?;
    check_id(&inspector.department)?;
    check_date(&inspector.valid_from)?;
    check_date(&inspector.valid_until)?;
    inspector.absences.iter().try_for_each(check_period)
}

fn check_id(id: &str) -> Result<(), InputFault> {
    text::name(id).map_err(|_| InputFault::NotAnId(id.to_owned()))
}

fn check_date(date: &str) -> Result<(), InputFault> {
    text::date(date).map_err(|_| InputFault::NotADate(date.to_owned()))
}

fn check_period(period: &Period) -> Result<(), InputFault> {
    check_date(&period.from)?;
    check_date(&period.to)?;
    if period.from > period.to {
        return Err(InputFault::EndsBeforeItBegins(period.from.clone(), period.to.clone()));
    }
    Ok(())
}
