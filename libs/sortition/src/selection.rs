//! Drawing the objects: one pass over the pool, a bounded heap per stratum, memory in the order of the quotas.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use serde::{Deserialize, Serialize};

use crate::encoding::Hash;
use crate::plan::Quotas;
use crate::pool::PoolRow;
use crate::tickets;

/// A drawn object. Ranks start at 1 in each stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub stratum: String,
    pub rank: u32,
    pub id: String,
    pub key: Hash,
}

/// What one stratum had, should give and gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cutoff {
    pub stratum: String,
    pub eligible: u64,
    pub quota: u64,
    /// Less than `quota` only where objects were skipped until the stratum had no more.
    pub drawn: u64,
    /// The largest drawn key; absent where nothing was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Hash>,
}

/// An object passed over because a concurrent draw had filled its cap meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skipped {
    pub stratum: String,
    pub key: Hash,
    pub id: String,
}

/// The result: drawn rows by stratum and rank, cutoffs by stratum, skips by stratum and key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    pub drawn: Vec<Drawn>,
    pub cutoffs: Vec<Cutoff>,
    pub skipped: Vec<Skipped>,
}

/// Why a selection cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelectionFault {
    #[error("{id} 所在的分层 {stratum} 在冻结时没有")]
    UnknownStratum { id: String, stratum: String },
    #[error("分层 {0} 的候选已用尽，须加大候补重抽")]
    ReserveExhausted(String),
}

type Ticketed = (Hash, String);

#[derive(Debug)]
struct Heap {
    eligible: u64,
    quota: u64,
    capacity: usize,
    /// The smallest keys so far, largest on top.
    smallest: BinaryHeap<Ticketed>,
}

/// Takes the eligible objects in any order.
#[derive(Debug)]
pub struct Selector {
    k_objects: Hash,
    strata: BTreeMap<String, Heap>,
}

impl Selector {
    /// Keeps `reserve` more candidates per stratum than its quota, for objects that may have to be skipped.
    pub fn new(k_objects: Hash, quotas: &Quotas, reserve: u64) -> Self {
        let heap = |eligible: u64, quota: u64| {
            let capacity = usize::try_from(quota.saturating_add(reserve).min(eligible)).unwrap_or(usize::MAX);
            Heap { eligible, quota, capacity, smallest: BinaryHeap::new() }
        };
        let strata = quotas.iter().map(|(stratum, q)| (stratum.clone(), heap(q.eligible, q.quota))).collect();
        Self { k_objects, strata }
    }

    /// Offers one row of the pool; excluded ones are passed over.
    ///
    /// # Errors
    /// If the freeze did not know the row's stratum.
    pub fn offer(&mut self, row: &PoolRow) -> Result<(), SelectionFault> {
        if !row.is_eligible() {
            return Ok(());
        }
        let Some(heap) = self.strata.get_mut(&row.stratum) else {
            return Err(SelectionFault::UnknownStratum { id: row.id.clone(), stratum: row.stratum.clone() });
        };
        heap.offer(tickets::key(&self.k_objects, &row.id, row.weight), &row.id);
        Ok(())
    }

    /// Joins the candidates of another shard of the same pool.
    pub fn merge(&mut self, other: Self) {
        for (stratum, theirs) in other.strata {
            if let Some(heap) = self.strata.get_mut(&stratum) {
                theirs.smallest.iter().for_each(|(key, id)| heap.offer(*key, id));
            }
        }
    }

    pub fn finish(self) -> Candidates {
        let sorted = |(stratum, heap): (String, Heap)| StratumCandidates {
            stratum,
            eligible: heap.eligible,
            quota: heap.quota,
            by_key: heap.smallest.into_sorted_vec(),
        };
        Candidates { strata: self.strata.into_iter().map(sorted).collect() }
    }
}

impl Heap {
    fn offer(&mut self, key: Hash, id: &str) {
        if self.smallest.len() < self.capacity {
            self.smallest.push((key, id.to_owned()));
        } else if let Some(mut largest) = self.smallest.peek_mut() {
            // Keys tie only if SHA-256 breaks; the id then decides, so that order never does.
            if (&key, id) < (&largest.0, largest.1.as_str()) {
                *largest = (key, id.to_owned());
            }
        }
    }
}

/// The smallest keys of each stratum in their order, quota and reserve.
#[derive(Debug, Clone)]
pub struct Candidates {
    strata: Vec<StratumCandidates>,
}

#[derive(Debug, Clone)]
struct StratumCandidates {
    stratum: String,
    eligible: u64,
    quota: u64,
    by_key: Vec<Ticketed>,
}

impl Candidates {
    /// The result when the objects in `filled` have meanwhile reached their cap: each is passed over and the next key
    /// enters. Ids in `filled` that would not have been drawn are of no effect.
    ///
    /// # Errors
    /// If the reserve was too small for so many skips.
    pub fn settle(&self, filled: &BTreeSet<String>) -> Result<Selection, SelectionFault> {
        let mut selection = Selection::default();
        for stratum in &self.strata {
            stratum.settle(filled, &mut selection)?;
        }
        Ok(selection)
    }

    /// The ids that would be drawn if none is skipped, for the service that reserves their visits.
    pub fn foremost(&self) -> impl Iterator<Item = &str> {
        self.strata
            .iter()
            .flat_map(|s| s.by_key.iter().take(usize::try_from(s.quota).unwrap_or(usize::MAX)))
            .map(|(_, id)| id.as_str())
    }
}

impl StratumCandidates {
    fn settle(&self, filled: &BTreeSet<String>, selection: &mut Selection) -> Result<(), SelectionFault> {
        let (mut drawn, mut cutoff) = (0, None);
        for (key, id) in &self.by_key {
            if drawn == self.quota {
                break;
            }
            let stratum = self.stratum.clone();
            if filled.contains(id) {
                selection.skipped.push(Skipped { stratum, key: *key, id: id.clone() });
                continue;
            }
            drawn += 1;
            cutoff = Some(*key);
            let rank = u32::try_from(drawn).unwrap_or(u32::MAX);
            selection.drawn.push(Drawn { stratum, rank, id: id.clone(), key: *key });
        }
        if drawn < self.quota && (self.by_key.len() as u64) < self.eligible {
            return Err(SelectionFault::ReserveExhausted(self.stratum.clone()));
        }
        let (stratum, eligible, quota) = (self.stratum.clone(), self.eligible, self.quota);
        selection.cutoffs.push(Cutoff { stratum, eligible, quota, drawn, cutoff });
        Ok(())
    }
}

/// Draws from rows in any order, without skips.
///
/// # Errors
/// The source's own error, or a stratum that the freeze did not know.
pub fn select<E: From<SelectionFault>>(
    k_objects: Hash,
    quotas: &Quotas,
    rows: impl IntoIterator<Item = Result<PoolRow, E>>,
) -> Result<Selection, E> {
    let mut selector = Selector::new(k_objects, quotas, 0);
    for row in rows {
        selector.offer(&row?)?;
    }
    Ok(selector.finish().settle(&BTreeSet::new())?)
}

#[cfg(test)]
mod tests;
