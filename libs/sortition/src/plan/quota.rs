//! How many objects each stratum (分层) gives: exact integer rules, never a fraction.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{PlanFault, sorted};
use crate::json::MAX_INTEGER;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum QuotaRule {
    /// A share per stratum, rounded up. A pool stratum that is not listed follows `rest`; without `rest` it is refused.
    Rate {
        strata: Vec<StratumRate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rest: Option<Rate>,
    },
    /// A number for the whole pool, spread in proportion to the eligible objects by largest remainder.
    Total { total: u64 },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumRate {
    pub stratum: String,
    pub rate: Rate,
}

/// `num / den` of the eligible objects, rounded up, then not below `floor` and not above `ceiling`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub num: u64,
    pub den: u64,
    pub floor: u64,
    /// Absent: no ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<u64>,
}

/// What a stratum has and gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub eligible: u64,
    pub quota: u64,
}

/// Quotas by stratum, for every stratum of the pool.
pub type Quotas = BTreeMap<String, Quota>;

/// Why a plan and a frozen pool do not fit each other.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuotaFault {
    #[error("方案没有规定分层 {0} 的抽取比例")]
    UnknownStratum(String),
    #[error("分层 {stratum} 应抽 {quota} 户，可抽的只有 {eligible} 户")]
    TooFew { stratum: String, quota: u64, eligible: u64 },
    #[error("应抽 {total} 户，可抽的只有 {eligible} 户")]
    TooFewInAll { total: u64, eligible: u64 },
}

impl Rate {
    /// A plain share without floor or ceiling.
    pub fn of(num: u64, den: u64) -> Self {
        Self { num, den, floor: 0, ceiling: None }
    }

    fn quota(&self, eligible: u64) -> u64 {
        let share = (u128::from(eligible) * u128::from(self.num)).div_ceil(u128::from(self.den.max(1)));
        let share = u64::try_from(share).unwrap_or(u64::MAX).max(self.floor);
        self.ceiling.map_or(share, |ceiling| share.min(ceiling))
    }

    fn check(&self) -> Result<(), PlanFault> {
        let small =
            [self.num, self.den, self.floor, self.ceiling.unwrap_or(0)].iter().all(|n| *n <= MAX_INTEGER);
        let holds = small
            && self.den > 0
            && self.num <= self.den
            && self.ceiling.is_none_or(|ceiling| self.floor <= ceiling);
        if holds { Ok(()) } else { Err(PlanFault::Range("quota.rate")) }
    }
}

impl QuotaRule {
    /// The quota of each stratum of a pool with these eligible objects.
    ///
    /// # Errors
    /// If a stratum has no rate, or must give more objects than are eligible: never silently fewer.
    pub fn quotas(&self, eligible: &BTreeMap<String, u64>) -> Result<Quotas, QuotaFault> {
        match self {
            Self::Rate { strata, rest } => by_rate(strata, rest.as_ref(), eligible),
            Self::Total { total } => by_largest_remainder(*total, eligible),
        }
    }

    pub(super) fn check(&self) -> Result<(), PlanFault> {
        match self {
            Self::Total { total } if *total == 0 || *total > MAX_INTEGER => {
                Err(PlanFault::Range("quota.total"))
            }
            Self::Total { .. } => Ok(()),
            Self::Rate { strata, rest } => {
                if strata.is_empty() && rest.is_none() {
                    return Err(PlanFault::Range("quota.strata"));
                }
                sorted("quota.strata", strata.iter().map(|s| s.stratum.as_str()))?;
                strata.iter().map(|s| &s.rate).chain(rest).try_for_each(Rate::check)
            }
        }
    }
}

fn by_rate(
    strata: &[StratumRate],
    rest: Option<&Rate>,
    eligible: &BTreeMap<String, u64>,
) -> Result<Quotas, QuotaFault> {
    let listed: BTreeMap<&str, &Rate> = strata.iter().map(|s| (s.stratum.as_str(), &s.rate)).collect();
    let mut quotas = Quotas::new();
    for (stratum, eligible) in eligible {
        let rate = listed.get(stratum.as_str()).copied().or(rest);
        let rate = rate.ok_or_else(|| QuotaFault::UnknownStratum(stratum.clone()))?;
        let quota = rate.quota(*eligible);
        if quota > *eligible {
            return Err(QuotaFault::TooFew { stratum: stratum.clone(), quota, eligible: *eligible });
        }
        quotas.insert(stratum.clone(), Quota { eligible: *eligible, quota });
    }
    match listed.iter().find(|(stratum, rate)| !eligible.contains_key(**stratum) && rate.floor > 0) {
        None => Ok(quotas),
        Some((stratum, rate)) => {
            Err(QuotaFault::TooFew { stratum: (*stratum).to_owned(), quota: rate.floor, eligible: 0 })
        }
    }
}

fn by_largest_remainder(total: u64, eligible: &BTreeMap<String, u64>) -> Result<Quotas, QuotaFault> {
    let all: u64 = eligible.values().sum();
    if total > all {
        return Err(QuotaFault::TooFewInAll { total, eligible: all });
    }
    let share = |eligible: u64| u128::from(total) * u128::from(eligible);
    let whole = |eligible: u64| u64::try_from(share(eligible) / u128::from(all.max(1))).unwrap_or(u64::MAX);
    let mut by_remainder: Vec<(u128, &String)> =
        eligible.iter().map(|(stratum, e)| (share(*e) % u128::from(all.max(1)), stratum)).collect();
    by_remainder.sort_by(|(a, s), (b, t)| b.cmp(a).then_with(|| s.cmp(t)));
    let left = total - eligible.values().map(|e| whole(*e)).sum::<u64>();
    let one_more: BTreeSet<&String> =
        by_remainder.iter().take(usize::try_from(left).unwrap_or(usize::MAX)).map(|(_, s)| *s).collect();
    Ok(eligible
        .iter()
        .map(|(stratum, e)| {
            let quota = whole(*e) + u64::from(one_more.contains(stratum));
            (stratum.clone(), Quota { eligible: *e, quota })
        })
        .collect())
}
