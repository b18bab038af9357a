//! The drawn list against the visits, the teams against the rule, the visits against the caps.

use std::collections::{BTreeMap, BTreeSet};

use contracts::{api::inspection::VisitView, events::inspection::VisitEvent};
use kernel::{InspectorId, ids::VisitId};

use super::Found;
use crate::rehearse::record::{Drawn, Record};

/// Joint inspections of an object in a year (联合检查每年不超过两次).
const JOINT_PER_YEAR: usize = 2;

/// A receipt's table: the cells of each row by the heading.
fn rows<'a>(draw: &'a Drawn, file: &str) -> Vec<BTreeMap<&'a str, &'a str>> {
    let mut lines = draw.receipt.get(file).map(String::as_str).unwrap_or_default().lines();
    let heading: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    // The columns looked at hold ids and codes, none of which is ever quoted.
    lines.map(|line| heading.iter().copied().zip(line.split(',')).collect()).collect()
}

fn visits_of<'a>(record: &'a Record, draw: &Drawn) -> Vec<&'a VisitView> {
    record.visits.iter().filter(|visit| visit.task == draw.view.task).collect()
}

/// Who was drawn where another came: by visit and replacement.
fn replaced(record: &Record) -> BTreeMap<(VisitId, InspectorId), InspectorId> {
    let entries = record.journals.get("inspection").into_iter().flatten();
    entries
        .filter_map(|entry| match entry.event.event_as() {
            Ok(VisitEvent::InspectorReplaced { visit, drawn, replacement, .. }) => {
                Some(((visit, replacement), drawn))
            }
            _ => None,
        })
        .collect()
}

/// The objects of the receipt are those of the visits, one each; the teams are those of the receipt, its aliases standing
/// for one inspector each.
pub fn list(record: &Record) -> Found {
    let (mut found, replaced) = (Found::default(), replaced(record));
    for draw in &record.draws {
        let seq = draw.view.seq.unwrap_or_default();
        let visits = visits_of(record, draw);
        let drawn: Vec<_> =
            rows(draw, "result.csv").into_iter().filter_map(|row| row.get("id").copied()).collect();
        let listed: BTreeSet<_> = drawn.iter().copied().collect();
        let visited: BTreeSet<_> = visits.iter().map(|visit| visit.object.object.as_str()).collect();
        found.hold(visits.len() == drawn.len(), || {
            format!("第 {seq} 号抽取 {} 户，检查 {} 户", drawn.len(), visits.len())
        });
        for object in listed.union(&visited) {
            let both = listed.contains(object) && visited.contains(object);
            found.hold(both, || format!("第 {seq} 号抽取：{object} 只在名单或只在检查中"));
        }
        aliases(&mut found, draw, &visits, &replaced);
    }
    found
}

/// In each department of each object as many aliases as inspectors. Inside a department one cannot tell which is which
/// from one object alone; over all objects the sets of objects of aliases and of inspectors must be the same.
fn aliases(
    found: &mut Found,
    draw: &Drawn,
    visits: &[&VisitView],
    replaced: &BTreeMap<(VisitId, InspectorId), InspectorId>,
) {
    let seq = draw.view.seq.unwrap_or_default();
    let mut by_alias: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows(draw, "teams.csv") {
        if let (Some(object), Some(alias)) = (row.get("object"), row.get("inspector")) {
            by_alias.entry(alias).or_default().insert(object);
        }
    }
    let mut by_inspector: BTreeMap<InspectorId, BTreeSet<&str>> = BTreeMap::new();
    for visit in visits {
        for member in &visit.team {
            let drawn = replaced.get(&(visit.visit, member.inspector)).copied().unwrap_or(member.inspector);
            by_inspector.entry(drawn).or_default().insert(visit.object.object.as_str());
        }
    }
    let (mut aliases, mut inspectors): (Vec<_>, Vec<_>) =
        (by_alias.into_values().collect(), by_inspector.into_values().collect());
    aliases.sort();
    inspectors.sort();
    found.hold(aliases == inspectors, || format!("第 {seq} 号抽取：检查组与凭证中的检查组不同"));
}

/// Two of each department, one leader of the initiating one, each certified, in service and competent for the item.
pub fn teams(record: &Record) -> Found {
    let mut found = Found::default();
    let known: BTreeMap<_, _> = record.inspectors.iter().map(|one| (one.inspector, one)).collect();
    for draw in &record.draws {
        for visit in visits_of(record, draw) {
            let id = visit.visit;
            let leaders: Vec<_> = visit.team.iter().filter(|member| member.leader).collect();
            let led = leaders.len() == 1 && leaders[0].department.as_str() == draw.leads;
            found.hold(led, || format!("检查 {id}：组长不是一人，或不属于发起部门"));
            let persons: BTreeSet<_> = visit.team.iter().map(|member| member.inspector).collect();
            found.hold(persons.len() == visit.team.len(), || format!("检查 {id}：同一人在组内两次"));
            for (department, (minimum, item)) in &draw.needs {
                let sent = visit.team.iter().filter(|member| member.department.as_str() == department);
                let able = sent.filter(|member| {
                    known.get(&member.inspector).is_some_and(|one| {
                        one.department.as_str() == department
                            && one.valid_until >= draw.window_ends
                            && one.available
                            && one.items.iter().any(|known| known == item || known == "*")
                    })
                });
                let able = able.count();
                found.hold(able >= usize::from(*minimum), || {
                    format!("检查 {id}：{department} 派出合格人员 {able} 人，应有 {minimum} 人")
                });
            }
        }
    }
    found
}

/// No object more often than the cap allows, over all draws of the year.
pub fn caps(record: &Record) -> Found {
    let mut found = Found::default();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for visit in &record.visits {
        *times.entry(visit.object.object.as_str()).or_default() += 1;
    }
    for (object, times) in times {
        found.hold(times <= JOINT_PER_YEAR, || format!("{object} 一年内联合检查 {times} 次"));
    }
    found
}
