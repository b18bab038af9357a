//! The inspectors of one department: the strict rule first, then the declared relaxations in their order.

use std::collections::{BTreeMap, BTreeSet};

use super::balance::Balance;
use super::ticket::Tickets;
use super::units::Unit;
use super::{Input, Inspector, Relaxation, Shortage};

/// What came of one department. Units are indices into the list of units, people into `people`.
pub(super) struct Staffed<'i> {
    pub(super) department: &'i str,
    /// The department's inspectors in byte order of their ids.
    pub(super) people: Vec<&'i Inspector>,
    /// Inspectors that the strict rule asks for at each unit.
    pub(super) needs: Vec<usize>,
    pub(super) balance: Balance,
    pub(super) short: BTreeMap<usize, Short>,
}

/// A unit that got nobody, and the people who are too few for it.
pub(super) struct Short {
    pub(super) needed: usize,
    pub(super) shortage: Shortage,
    pub(super) too_few: Vec<usize>,
}

pub(super) fn staff<'i>(
    input: &'i Input,
    units: &[Unit<'i>],
    department: &'i str,
    tickets: &Tickets,
) -> Staffed<'i> {
    let mut people: Vec<&Inspector> =
        input.inspectors.iter().filter(|i| i.department == department).collect();
    people.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let needs = units.iter().map(|unit| unit.need(department)).collect();
    let balance = Balance::new(people.len(), eligibility(input, units, department, &people));
    let mut staffed = Staffed { department, people, needs, balance, short: BTreeMap::new() };
    let preferences = staffed.preferences(units, tickets);
    staffed.run(input, &preferences);
    staffed
}

/// `[unit][person]`: nothing bars the person from the department's items of the unit, and no object of it recuses.
fn eligibility(input: &Input, units: &[Unit], department: &str, people: &[&Inspector]) -> Vec<Vec<bool>> {
    let recused: BTreeSet<(&str, &str)> =
        input.recusals.iter().map(|r| (r.object.as_str(), r.inspector.as_str())).collect();
    let free = |unit: &Unit, person: &Inspector| {
        unit.objects.iter().all(|object| !recused.contains(&(object.id.as_str(), person.id.as_str())))
    };
    let row = |unit: &Unit| {
        let items = unit.items(department);
        let needed = unit.need(department) > 0;
        people.iter().map(|p| needed && p.bar(&items, &input.window).is_none() && free(unit, p)).collect()
    };
    units.iter().map(row).collect()
}

impl Staffed<'_> {
    /// `[unit][person]`: the place of each person in the unit's order of tickets.
    fn preferences(&self, units: &[Unit], tickets: &Tickets) -> Vec<Vec<usize>> {
        let of = |(unit, need): (&Unit, &usize)| match need {
            0 => Vec::new(),
            _ => preference(&self.people, |person| tickets.member(unit.label, &person.id)),
        };
        units.iter().zip(&self.needs).map(of).collect()
    }

    fn run(&mut self, input: &Input, preferences: &[Vec<usize>]) {
        let (mut limit, mut one) = (capped(input.rule.load_limit), false);
        let mut left: Vec<usize> = (0..self.needs.len()).filter(|unit| self.needs[*unit] > 0).collect();
        self.whole_teams(&mut left, limit, one, preferences);
        for relaxation in &input.rule.relaxations {
            if left.is_empty() {
                return;
            }
            match relaxation {
                Relaxation::WiderLoad { limit: wider } => limit = capped(Some(*wider)),
                Relaxation::OneInspector => {
                    one = true;
                    left = self.one_each_then_more(limit, preferences);
                }
            }
            self.whole_teams(&mut left, limit, one, preferences);
        }
    }

    /// Gives each of `left`, in turn, all the people it needs or nobody; those who get nobody stay in `left`.
    fn whole_teams(&mut self, left: &mut Vec<usize>, limit: usize, one: bool, preferences: &[Vec<usize>]) {
        left.retain(|&unit| {
            let needed = if one { 1 } else { self.needs[unit] };
            match self.balance.fill(unit, needed, limit, &preferences[unit]) {
                Ok(()) => self.short.remove(&unit).is_some_and(|_| false),
                Err(exhausted) => {
                    self.short.insert(unit, self.explain(unit, needed, limit, exhausted));
                    true
                }
            }
        });
    }

    /// Starts again: a first inspector for each unit in turn, then a second for each that wants one, and so on.
    /// Whoever already held two may have to give one up, so that as few units as possible stay empty.
    fn one_each_then_more(&mut self, limit: usize, preferences: &[Vec<usize>]) -> Vec<usize> {
        self.balance.clear();
        let most = self.needs.iter().copied().max().unwrap_or(0);
        for place in 0..most {
            for (unit, preference) in preferences.iter().enumerate() {
                if self.needs[unit] > place && self.balance.team(unit).len() == place {
                    // A place that cannot be filled stays empty; an empty unit is explained by the caller's next pass.
                    let _unfilled = self.balance.fill(unit, 1, limit, preference).is_err();
                }
            }
        }
        self.short.clear();
        (0..self.needs.len()).filter(|u| self.needs[*u] > 0 && self.balance.team(*u).is_empty()).collect()
    }

    fn explain(&self, unit: usize, needed: usize, limit: usize, exhausted: Vec<usize>) -> Short {
        let eligible = self.balance.eligible(unit);
        if eligible.len() < needed {
            return Short { needed, shortage: Shortage::TooFewEligible, too_few: eligible };
        }
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        Short { needed, shortage: Shortage::LoadLimit { limit }, too_few: exhausted }
    }
}

/// Positions (first = 0) of all people when sorted by ticket.
pub(super) fn preference(
    people: &[&Inspector],
    ticket: impl Fn(&Inspector) -> super::ticket::Ticket,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_cached_key(|person| (ticket(people[*person]), *person));
    let mut position = vec![0; people.len()];
    order.iter().enumerate().for_each(|(place, person)| position[*person] = place);
    position
}

fn capped(limit: Option<u32>) -> usize {
    limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX))
}
