//! Units: what one team serves, an object or a bundle of objects.

use std::collections::BTreeSet;

use super::ticket::Tickets;
use super::{Input, Object, TeamUnit};

/// The objects of one team, in rank order. The first one's id is the unit's label.
pub(super) struct Unit<'i> {
    pub(super) label: &'i str,
    pub(super) objects: Vec<&'i Object>,
}

/// All units of the draw in the order in which they are served: by ticket, so that nobody's name or rank decides
/// who stays short when inspectors are few. All departments share this order: shortages gather at the same units
/// instead of spoiling more of them.
pub(super) fn in_ticket_order<'i>(input: &'i Input, tickets: &Tickets) -> Vec<Unit<'i>> {
    let mut objects: Vec<&Object> = input.objects.iter().collect();
    objects.sort_unstable_by_key(|object| object.rank);
    let mut units: Vec<Unit> = objects
        .chunks(size(input.rule.team_unit))
        .filter_map(|run| Some(Unit { label: run.first()?.id.as_str(), objects: run.to_vec() }))
        .collect();
    units.sort_by_cached_key(|unit| (tickets.unit(unit.label), unit.label));
    units
}

/// The departments that need anybody, in byte order.
pub(super) fn departments(input: &Input) -> BTreeSet<&str> {
    input.objects.iter().flat_map(|object| &object.needs).map(|need| need.department.as_str()).collect()
}

impl Unit<'_> {
    /// How many inspectors of `department` the unit needs: the most that one of its objects needs, 0 if none does.
    pub(super) fn need(&self, department: &str) -> usize {
        let minima =
            self.objects.iter().filter_map(|object| object.need(department)).map(|need| need.minimum);
        usize::from(minima.max().unwrap_or(0))
    }

    /// Every item that `department` decides at an object of the unit.
    pub(super) fn items(&self, department: &str) -> Vec<String> {
        let needs = self.objects.iter().filter_map(|object| object.need(department));
        let items: BTreeSet<&String> = needs.flat_map(|need| &need.items).collect();
        items.into_iter().cloned().collect()
    }
}

impl Object {
    pub(super) fn need(&self, department: &str) -> Option<&super::Need> {
        self.needs.iter().find(|need| need.department == department)
    }
}

fn size(unit: TeamUnit) -> usize {
    match unit {
        TeamUnit::PerObject => 1,
        TeamUnit::Bundles { size } => usize::try_from(size).unwrap_or(usize::MAX).max(1),
    }
}
