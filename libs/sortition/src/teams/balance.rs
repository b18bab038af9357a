//! The even assignment of people to units: a minimum-cost flow kept optimal one place at a time.
//!
//! Adding a person to a unit walks chains of exchanges ("you come here, somebody takes your place there") to the
//! least loaded person it can reach. After every step no chain leads from a person to another whose load is lower
//! by two or more; that makes the greatest load as small and the smallest as great as any assignment of the same
//! places could have them (Harvey, Ladner, Lovász and Tamir, "Semi-matchings for bipartite graphs", 2006).
//! Units and people are indices here; what they are called matters only to the caller and to `TEAMS.md`.

use std::collections::BTreeSet;

/// Who may serve where, who does, and how much each one carries.
pub(super) struct Balance {
    people: usize,
    /// `eligible[unit][person]`.
    eligible: Vec<Vec<bool>>,
    teams: Vec<BTreeSet<usize>>,
    /// The units of each person, in ticket order.
    serving: Vec<BTreeSet<usize>>,
    /// `exchanges[a * people + b]`: at how many units `b` could take the place of `a`. Only an index over the above.
    exchanges: Vec<u32>,
    /// Lowest load counts among people eligible anywhere; the search may stop on meeting it.
    useful: Vec<usize>,
}

/// A place at `unit` passes to `comes`, from `goes` if somebody held it.
pub(super) struct Step {
    unit: usize,
    goes: Option<usize>,
    comes: usize,
}

impl Balance {
    pub(super) fn new(people: usize, eligible: Vec<Vec<bool>>) -> Self {
        let useful = (0..people).filter(|p| eligible.iter().any(|row| row[*p])).collect();
        let teams = vec![BTreeSet::new(); eligible.len()];
        let serving = vec![BTreeSet::new(); people];
        Self { people, eligible, teams, serving, exchanges: vec![0; people * people], useful }
    }

    pub(super) fn team(&self, unit: usize) -> &BTreeSet<usize> {
        &self.teams[unit]
    }

    pub(super) fn load(&self, person: usize) -> usize {
        self.serving[person].len()
    }

    /// Everybody who may serve `unit`.
    pub(super) fn eligible(&self, unit: usize) -> Vec<usize> {
        (0..self.people).filter(|p| self.eligible[unit][*p]).collect()
    }

    /// Dissolves all teams.
    pub(super) fn clear(&mut self) {
        self.teams.iter_mut().for_each(BTreeSet::clear);
        self.serving.iter_mut().for_each(BTreeSet::clear);
        self.exchanges.fill(0);
    }

    /// Gives `unit` all of `places` more people, or leaves everything as it was. `preference` is the unit's order of
    /// people (first = 0), `limit` the greatest load allowed.
    ///
    /// On failure: everybody whom an exchange could bring to the unit. All of them are at the limit, the places that
    /// were given before the failing one counted.
    pub(super) fn fill(
        &mut self,
        unit: usize,
        places: usize,
        limit: usize,
        preference: &[usize],
    ) -> Result<(), Vec<usize>> {
        let mut taken = Vec::new();
        for _ in 0..places {
            match self.add(unit, limit, preference) {
                Ok(steps) => taken.extend(steps),
                Err(exhausted) => {
                    taken.iter().rev().for_each(|step| self.undo(step));
                    return Err(exhausted);
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, unit: usize, limit: usize, preference: &[usize]) -> Result<Vec<Step>, Vec<usize>> {
        let search = self.search(unit, limit, preference);
        match search.best {
            Some(best) if self.load(best) < limit => {
                let steps = self.chain(unit, best, &search.from);
                steps.iter().for_each(|step| self.take(step));
                Ok(steps)
            }
            _ => Err((0..self.people).filter(|p| search.reached[*p]).collect()),
        }
    }

    /// Breadth first from the unit. The best person has the smallest load, then the fewest exchanges, then the
    /// unit's preference. A person at the limit never ends the search early: if all are, everybody reached is named.
    fn search(&self, unit: usize, limit: usize, preference: &[usize]) -> Search {
        let mut search =
            Search { reached: vec![false; self.people], from: vec![None; self.people], best: None };
        let floor = self.useful.iter().map(|p| self.load(*p)).min();
        let mut layer = self.eligible(unit);
        layer.retain(|p| !self.teams[unit].contains(p));
        layer.iter().for_each(|p| search.reached[*p] = true);
        while !layer.is_empty() {
            layer.sort_unstable_by_key(|p| preference[*p]);
            for person in &layer {
                let load = self.load(*person);
                if search.best.is_none_or(|best| load < self.load(best)) {
                    search.best = Some(*person);
                }
            }
            let best = search.best.map(|best| self.load(best));
            if best == floor && best < Some(limit) {
                break;
            }
            layer = self.next_layer(&layer, &mut search);
        }
        search
    }

    fn next_layer(&self, layer: &[usize], search: &mut Search) -> Vec<usize> {
        let mut next = Vec::new();
        for from in layer {
            let row = &self.exchanges[from * self.people..(from + 1) * self.people];
            for (person, exchanges) in row.iter().enumerate() {
                if *exchanges > 0 && !search.reached[person] {
                    search.reached[person] = true;
                    search.from[person] = Some(*from);
                    next.push(person);
                }
            }
        }
        next
    }

    /// The exchanges that bring somebody to `unit` and leave one more unit with `last`.
    fn chain(&self, unit: usize, last: usize, from: &[Option<usize>]) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut comes = last;
        while let Some(goes) = from[comes] {
            let place = self.serving[goes].iter().find(|u| self.could_replace(**u, comes));
            steps.extend(place.map(|u| Step { unit: *u, goes: Some(goes), comes }));
            comes = goes;
        }
        steps.push(Step { unit, goes: None, comes });
        steps
    }

    fn could_replace(&self, unit: usize, comes: usize) -> bool {
        self.eligible[unit][comes] && !self.teams[unit].contains(&comes)
    }

    fn take(&mut self, step: &Step) {
        if let Some(goes) = step.goes {
            self.leave(step.unit, goes);
        }
        self.join(step.unit, step.comes);
    }

    fn undo(&mut self, step: &Step) {
        self.leave(step.unit, step.comes);
        if let Some(goes) = step.goes {
            self.join(step.unit, goes);
        }
    }

    fn join(&mut self, unit: usize, person: usize) {
        for other in &self.teams[unit] {
            self.exchanges[other * self.people + person] -= 1;
        }
        self.teams[unit].insert(person);
        self.serving[person].insert(unit);
        for other in self.outside(unit) {
            self.exchanges[person * self.people + other] += 1;
        }
    }

    fn leave(&mut self, unit: usize, person: usize) {
        for other in self.outside(unit) {
            self.exchanges[person * self.people + other] -= 1;
        }
        self.teams[unit].remove(&person);
        self.serving[person].remove(&unit);
        for other in &self.teams[unit] {
            self.exchanges[other * self.people + person] += 1;
        }
    }

    fn outside(&self, unit: usize) -> Vec<usize> {
        (0..self.people).filter(|p| self.could_replace(unit, *p)).collect()
    }
}

struct Search {
    reached: Vec<bool>,
    /// Whose place elsewhere the person would take.
    from: Vec<Option<usize>>,
    best: Option<usize>,
}
