//! Builders shared by the tests of the draw of teams.

mod even;
mod fair;
mod gaps;
mod rule;

use sha2::{Digest, Sha256};

use super::*;

pub(super) const LEADING: &str = "scjg";
pub(super) const OTHER: &str = "sthj";

pub(super) fn key(n: u32) -> [u8; 32] {
    Sha256::digest(n.to_be_bytes()).into()
}

pub(super) fn period(from: &str, to: &str) -> Period {
    Period { from: from.to_owned(), to: to.to_owned() }
}

pub(super) fn inspector(department: &str, n: usize) -> Inspector {
    Inspector {
        id: format!("{department}-{n:03}"),
        department: department.to_owned(),
        items: vec!["*".to_owned()],
        valid_from: "2024-01-01".to_owned(),
        valid_until: "2028-12-31".to_owned(),
        available: true,
        absences: Vec::new(),
    }
}

pub(super) fn need(department: &str, minimum: u8) -> Need {
    Need { department: department.to_owned(), minimum, items: vec![format!("{department}-item")] }
}

pub(super) fn object(n: u32, needs: Vec<Need>) -> Object {
    Object { id: format!("object-{n:04}"), rank: n, needs }
}

/// `objects` objects, each of which needs two inspectors of `LEADING`, which has `inspectors` of them.
pub(super) fn one_department(objects: u32, inspectors: usize) -> Input {
    Input {
        rule: TeamRule {
            leader_department: Some(LEADING.to_owned()),
            team_unit: TeamUnit::PerObject,
            load_limit: None,
            relaxations: Vec::new(),
        },
        window: period("2026-03-02", "2026-03-31"),
        objects: (0..objects).map(|n| object(n, vec![need(LEADING, 2)])).collect(),
        inspectors: (0..inspectors).map(|n| inspector(LEADING, n)).collect(),
        recusals: Vec::new(),
    }
}

/// The same with as many inspectors of `OTHER`, which also decides items at every object.
pub(super) fn two_departments(objects: u32, inspectors: usize) -> Input {
    let mut input = one_department(objects, inspectors);
    input.objects.iter_mut().for_each(|object| object.needs.push(need(OTHER, 2)));
    input.inspectors.extend((0..inspectors).map(|n| inspector(OTHER, n)));
    input
}

pub(super) fn recuse(input: &mut Input, object: u32, inspector: &str) {
    input.recusals.push(Recusal { object: format!("object-{object:04}"), inspector: inspector.to_owned() });
}

pub(super) fn team<'a>(drawn: &'a Assignment, object: &str, department: &str) -> Vec<&'a str> {
    let here = drawn.members.iter().filter(|m| m.object == object && m.department == department);
    here.map(|m| m.inspector.as_str()).collect()
}

/// How many rows each inspector of `department` has; with one object per unit that is the load.
pub(super) fn loads(input: &Input, drawn: &Assignment, department: &str) -> Vec<usize> {
    let people = input.inspectors.iter().filter(|i| i.department == department);
    people.map(|i| drawn.members.iter().filter(|m| m.inspector == i.id).count()).collect()
}

pub(super) fn spread(loads: &[usize]) -> usize {
    loads.iter().max().unwrap() - loads.iter().min().unwrap()
}
