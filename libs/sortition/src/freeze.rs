//! The freeze (冻结): pool, roster, recusals and ledger become four roots before any chance is known.

use crate::encoding::Hash;
use crate::ledger::{self, LedgerFault, LedgerRow};
use crate::plan::{Plan, QuotaFault, Quotas};
use crate::pool::{PoolFault, PoolFreezer, PoolRow, PoolSnapshot};
use crate::roster::{self, RecusalRow, RosterFault, RosterRow};

/// What was frozen, and the quotas that follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freeze {
    pub pool_root: Hash,
    pub n: u64,
    pub roster_root: Hash,
    pub recusal_root: Hash,
    pub ledger_root: Hash,
    pub quotas: Quotas,
}

/// Why a freeze is refused; nothing was drawn and the draw may be opened again with better libraries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FreezeFault {
    #[error("名录：{0}")]
    Pool(#[from] PoolFault),
    #[error("名录：{id} 的状态 {given} 与台账不符")]
    Status { id: String, given: u8 },
    #[error("检查人员或回避名单：{0}")]
    Roster(#[from] RosterFault),
    #[error("方案要抽取检查小组，检查人员名录却是空的")]
    EmptyRoster,
    #[error("台账：{0}")]
    Ledger(#[from] LedgerFault),
    #[error("{0}")]
    Quota(#[from] QuotaFault),
}

/// Takes the pool row by row, so that a database stream never stands in memory at once.
#[derive(Debug)]
pub struct Freezer<'a> {
    plan: &'a Plan,
    ledger: &'a [LedgerRow],
    ledger_root: Hash,
    pool: PoolFreezer,
}

impl<'a> Freezer<'a> {
    /// Starts with the ledger snapshot, sorted by object, authority, year.
    ///
    /// # Errors
    /// If the ledger is malformed or out of order.
    pub fn new(plan: &'a Plan, ledger: &'a [LedgerRow]) -> Result<Self, FreezeFault> {
        let ledger_root = ledger::root(ledger)?;
        Ok(Self { plan, ledger, ledger_root, pool: PoolFreezer::default() })
    }

    /// The status the caps impose on an object, for the service that composes the pool.
    pub fn cap_status(&self, object: &str) -> Option<u8> {
        ledger::cap_status(&self.plan.caps, &self.plan.window, ledger::rows_of(self.ledger, object))
    }

    /// Takes the next row in bytewise order of id.
    ///
    /// # Errors
    /// If the row is malformed, repeated, out of order, or its status contradicts the ledger.
    pub fn push(&mut self, row: &PoolRow) -> Result<(), FreezeFault> {
        self.pool.push(row)?;
        if ledger::status_agrees(row.status, self.cap_status(&row.id)) {
            Ok(())
        } else {
            Err(FreezeFault::Status { id: row.id.clone(), given: row.status })
        }
    }

    /// Ends the freeze.
    ///
    /// # Errors
    /// If roster or recusals are malformed, or a stratum has fewer eligible objects than its quota.
    pub fn finish(self, roster: &[RosterRow], recusals: &[RecusalRow]) -> Result<Freeze, FreezeFault> {
        if self.plan.teams.is_some() && roster.is_empty() {
            return Err(FreezeFault::EmptyRoster);
        }
        let PoolSnapshot { root: pool_root, n, eligible } = self.pool.finish();
        Ok(Freeze {
            pool_root,
            n,
            roster_root: roster::roster_root(roster)?,
            recusal_root: roster::recusal_root(recusals)?,
            ledger_root: self.ledger_root,
            quotas: self.plan.quota.quotas(&eligible)?,
        })
    }
}

/// [`Freezer`] over rows that are in memory: sorts them and freezes them.
///
/// # Errors
/// As [`Freezer`].
pub fn freeze(
    plan: &Plan,
    pool: &mut [PoolRow],
    roster: &[RosterRow],
    recusals: &[RecusalRow],
    ledger: &[LedgerRow],
) -> Result<Freeze, FreezeFault> {
    pool.sort_by(|a, b| a.id.as_bytes().cmp(b.id.as_bytes()));
    let mut freezer = Freezer::new(plan, ledger)?;
    pool.iter().try_for_each(|row| freezer.push(row))?;
    freezer.finish(roster, recusals)
}
