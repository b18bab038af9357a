//! What a draw of teams gives: members, gaps, and the relaxations that were needed.

use serde::{Deserialize, Serialize};

use super::staffing::Staffed;
use super::units::Unit;
use super::{Input, Relaxation};

/// The result; each list is in byte order of its fields, so that equal results are equal bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    pub members: Vec<Member>,
    /// Objects that a department cannot staff. They stay drawn and visible; nobody redraws them.
    pub unstaffed: Vec<Unstaffed>,
    /// Where the strict rule did not hold.
    pub relaxations_applied: Vec<Relaxed>,
}

/// A row of `teams.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    pub object: String,
    pub department: String,
    pub inspector: String,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 组长
    Leader,
    /// 组员
    Member,
}

/// A department's gap at an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unstaffed {
    pub object: String,
    pub department: String,
    /// Inspectors asked for when the last attempt failed.
    pub needed: u32,
    pub reason: Shortage,
    /// The inspectors who would have to suffice and cannot (a Hall violator), by id.
    pub too_small_set: Vec<String>,
}

/// The constraint that leaves an object unstaffed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Shortage {
    /// Fewer inspectors than needed are eligible at all; the set holds those who are.
    TooFewEligible,
    /// Everybody who could come, directly or by exchanges, would serve more than `limit` units if this object were
    /// served too; the set holds them.
    LoadLimit { limit: u32 },
}

/// An object at which the strict rule did not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relaxed {
    pub object: String,
    pub department: String,
    pub relaxation: Relaxation,
}

impl Role {
    /// The spelling in `teams.csv`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Member => "member",
        }
    }
}

impl Assignment {
    pub(super) fn sort(&mut self) {
        self.members.sort_unstable();
        self.unstaffed.sort_unstable();
        self.relaxations_applied.sort_unstable();
    }
}

/// Adds what came of one department: a row for each object of a unit at which the department decides items.
pub(super) fn record(
    assignment: &mut Assignment,
    input: &Input,
    units: &[Unit],
    staffed: &Staffed,
    leaders: &[Option<usize>],
) {
    for (place, unit) in units.iter().enumerate() {
        let relaxed = relaxed(input, staffed, place);
        for object in unit.objects.iter().filter(|object| object.need(staffed.department).is_some()) {
            assignment.members.extend(members(&object.id, staffed, place, leaders[place]));
            assignment.unstaffed.extend(unstaffed(&object.id, staffed, place));
            assignment.relaxations_applied.extend(relaxed.iter().map(|relaxation| Relaxed {
                object: object.id.clone(),
                department: staffed.department.to_owned(),
                relaxation: *relaxation,
            }));
        }
    }
}

fn members(object: &str, staffed: &Staffed, unit: usize, leader: Option<usize>) -> Vec<Member> {
    let member = |person: &usize| Member {
        object: object.to_owned(),
        department: staffed.department.to_owned(),
        inspector: staffed.people[*person].id.clone(),
        role: if leader == Some(*person) { Role::Leader } else { Role::Member },
    };
    staffed.balance.team(unit).iter().map(member).collect()
}

fn unstaffed(object: &str, staffed: &Staffed, unit: usize) -> Option<Unstaffed> {
    let short = staffed.short.get(&unit)?;
    Some(Unstaffed {
        object: object.to_owned(),
        department: staffed.department.to_owned(),
        needed: u32::try_from(short.needed).unwrap_or(u32::MAX),
        reason: short.shortage,
        too_small_set: short.too_few.iter().map(|person| staffed.people[*person].id.clone()).collect(),
    })
}

/// A relaxation counts where the finished team would break the strict rule without it, however it came about.
fn relaxed(input: &Input, staffed: &Staffed, unit: usize) -> Vec<Relaxation> {
    let team = staffed.balance.team(unit);
    let strict =
        input.rule.load_limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let broken = |relaxation: &&Relaxation| match relaxation {
        Relaxation::OneInspector => !team.is_empty() && team.len() < staffed.needs[unit],
        Relaxation::WiderLoad { .. } => team.iter().any(|person| staffed.balance.load(*person) > strict),
    };
    input.rule.relaxations.iter().filter(broken).copied().collect()
}
