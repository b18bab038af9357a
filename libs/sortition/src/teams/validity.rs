//! Refuses input that contradicts itself, before anything is drawn.

use std::collections::BTreeSet;

use super::{Input, Inspector, Object, Period, Relaxation, TeamRule, TeamUnit};
use crate::text;

/// What is wrong with the input of a draw of teams.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InputFault {
    #[error("{0:?} is not an identifier")]
    NotAnId(String),
    #[error("object {0} is listed twice")]
    ObjectTwice(String),
    #[error("rank {0} is given to two objects")]
    RankTwice(u32),
    #[error("department {department} is listed twice at object {object}")]
    NeedTwice { object: String, department: String },
    #[error("department {department} needs nobody at object {object}")]
    NoMinimum { object: String, department: String },
    #[error("the initiating department does not take part at object {0}")]
    LeaderMissing(String),
    #[error("inspector {0} is listed twice")]
    InspectorTwice(String),
    #[error("{0:?} is not a date")]
    NotADate(String),
    #[error("the period from {0} to {1} ends before it begins")]
    EndsBeforeItBegins(String, String),
    #[error("a bundle must hold at least one object")]
    EmptyBundle,
    #[error("the load limit must be at least one")]
    NoLoad,
    #[error("a relaxation is declared twice")]
    RelaxationTwice,
    #[error("a wider load must exceed the load limit of the plan")]
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
