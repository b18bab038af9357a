//! The draw plan that a scheme amounts to.

use chrono::NaiveDate;
use contracts::events::planning::{EntropySource, Quota, Scheme, Task, TeamUnit};
use sortition::{
    plan::{
        CapRule, EntropyPlan, Openness, PROTOCOL, Plan, Purpose, QuotaRule, Rate, StratumRate, TeamNeed,
        TeamPlan,
    },
    teams::{self, Period, Relaxation, TeamRule},
};

use super::Strata;

/// Seconds from the opening in which everything must be committed and revealed.
pub const OPEN_FOR_S: u64 = 7 * 86_400;

/// The day until which a scheme's own draw may stay sealed; none where the scheme says that it is open.
pub fn own_open_by(scheme: &Scheme) -> Option<NaiveDate> {
    scheme.open_reason.is_none().then(|| scheme.until + chrono::TimeDelta::days(30))
}

/// The plan for `task`, opened at `now` (seconds since 1970) and sealed until `open_by` at the latest.
pub fn plan(task: &Task, now: u64, open_by: Option<NaiveDate>, strata: &Strata) -> Plan {
    let scheme = &task.scheme;
    Plan {
        protocol: PROTOCOL.into(),
        region: task.region.to_string(),
        task: task.task.to_string(),
        purpose: if task.rehearsal { Purpose::Rehearsal } else { Purpose::Inspection },
        window: Period { from: scheme.from.to_string(), to: scheme.until.to_string() },
        quota: quota(&scheme.quota, strata),
        caps: CapRule::joint_two(),
        entropy: entropy(&scheme.entropy, now),
        openness: match (open_by, &scheme.open_reason) {
            (Some(day), _) => Openness::Sealed { open_by: day.to_string() },
            (None, reason) => Openness::Open { reason: reason.clone().unwrap_or_default() },
        },
        teams: Some(team_plan(scheme)),
    }
}

/// Where the randomness of a draw comes from that opens at `now`.
pub fn entropy(source: &EntropySource, now: u64) -> EntropyPlan {
    match source {
        EntropySource::Operator => EntropyPlan::Operator {},
        EntropySource::Parties { parties } => {
            EntropyPlan::Parties { reveal_by: now + OPEN_FOR_S, parties: sorted(parties) }
        }
    }
}

fn quota(quota: &Quota, names: &Strata) -> QuotaRule {
    match quota {
        Quota::Total { total } => QuotaRule::Total { total: u64::from(*total) },
        Quota::Rates { rates } => {
            let rate = |rate: &contracts::events::planning::Rate| Rate {
                num: rate.num.into(),
                den: rate.den.into(),
                floor: rate.floor.into(),
                ceiling: rate.ceiling.map(u64::from),
            };
            let none = Rate { num: 0, den: 1, floor: 0, ceiling: None };
            let mut strata: Vec<_> = rates
                .iter()
                .map(|(class, r)| StratumRate { stratum: names.label(*class), rate: rate(r) })
                .collect();
            strata.sort_by(|a, b| a.stratum.cmp(&b.stratum));
            // A class that the scheme does not list is not drawn.
            QuotaRule::Rate { strata, rest: Some(none) }
        }
    }
}

fn team_plan(scheme: &Scheme) -> TeamPlan {
    let mut needs: Vec<_> = scheme
        .participants
        .iter()
        .map(|participation| TeamNeed {
            department: participation.department.to_string(),
            minimum: participation.inspectors,
            items: sorted(&participation.items.iter().map(ToString::to_string).collect::<Vec<_>>()),
            strata: None,
        })
        .collect();
    needs.sort_by(|a, b| a.department.cmp(&b.department));
    let unit = match scheme.team_unit {
        TeamUnit::Object => teams::TeamUnit::PerObject,
        TeamUnit::Bundle { size } => teams::TeamUnit::Bundles { size: size.into() },
    };
    let relaxations: Vec<Relaxation> = Vec::new();
    let leader_department = Some(scheme.initiating.to_string());
    TeamPlan { needs, rule: TeamRule { leader_department, team_unit: unit, load_limit: None, relaxations } }
}

fn sorted(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    names.sort();
    names.dedup();
    names
}
