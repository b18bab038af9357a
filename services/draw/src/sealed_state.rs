//! The sealed side of a draw after its freeze, read back from its tables.

use ::store::{StoreError, Work};
use contracts::api::pool::Snapshot;
use sortition::{
    chain::OpenRecord,
    commit::{Commit, PartyCommit, op_commit},
    encoding::Hash,
    freeze::Freeze,
    ledger,
    plan::Plan,
    pool, roster,
};

use crate::{
    compose::Frozen,
    domain::{Draw, Strata},
    keys::fault,
    store::sealed,
};

/// What a freeze leaves behind, and what another try with the same pool takes over.
pub const FROZEN_PARTS: [&str; 8] = [
    "snapshot.json",
    "pool.csv",
    "roster.csv",
    "recusals.csv",
    "ledger.csv",
    "alias",
    "touches.json",
    "log/freeze",
];

#[derive(Debug)]
pub struct SealedState {
    pub plan: Plan,
    pub snapshot: Snapshot,
    pub frozen: Frozen,
    pub freeze: Freeze,
    pub alias: Hash,
    pub op_share: [u8; 32],
}

impl SealedState {
    pub async fn load(work: &Work, draw: &Draw) -> Result<Self, StoreError> {
        let id = draw.draw.to_string();
        let part = async |name: &'static str| sealed::get(work.tx(), &id, name).await;
        let plan = Plan::from_json(&part("plan.json").await?).map_err(fault)?;
        let mut frozen = frozen(work, &id).await?;
        let freeze = frozen.freeze(&plan).map_err(fault)?;
        Ok(Self {
            plan,
            snapshot: serde_json::from_slice(&part("snapshot.json").await?)?,
            frozen,
            freeze,
            alias: Hash::from(bytes32(part("alias").await?)?),
            op_share: op_share(work, &id).await?,
        })
    }

    /// Composes the commit from the promises of all parties.
    pub async fn compose_commit(&self, work: &Work, draw: &Draw) -> Result<Commit, StoreError> {
        let open = sealed::get(work.tx(), &draw.draw.to_string(), "prev_open").await?;
        let prev_open: Hash = String::from_utf8_lossy(&open).parse().map_err(fault)?;
        let record = OpenRecord {
            region: draw.task.region.to_string(),
            seq: draw.seq.unwrap_or(0),
            plan_hash: self.plan.hash().map_err(fault)?,
            prev_open,
        };
        let mut promises = Vec::new();
        for (party, (commitment, _)) in &draw.promises {
            promises.push(PartyCommit { party: party.clone(), commit: commitment.parse().map_err(fault)? });
        }
        Commit::new(&self.plan, &record, &self.freeze, op_commit(&self.op_share), &promises).map_err(fault)
    }
}

/// The rows of a draw's freeze.
pub async fn frozen(work: &Work, draw: &str) -> Result<Frozen, StoreError> {
    let part = async |name: &'static str| sealed::get(work.tx(), draw, name).await;
    let rows = part("pool.csv").await?;
    let pool = pool::read(&rows).map_err(fault)?.map(|row| row.map(|(_, row)| row));
    Ok(Frozen {
        pool: pool.collect::<Result<_, _>>().map_err(fault)?,
        roster: roster::from_csv(&part("roster.csv").await?).map_err(fault)?,
        recusals: roster::recusals_from_csv(&part("recusals.csv").await?).map_err(fault)?,
        ledger: ledger::from_csv(&part("ledger.csv").await?).map_err(fault)?,
    })
}

/// The commit as it was logged: all that a reveal is checked against.
pub async fn commit(work: &Work, draw: &str) -> Result<Commit, StoreError> {
    Ok(serde_json::from_slice(&sealed::get(work.tx(), draw, "commit.json").await?)?)
}

/// The operator's share. Nothing but the drawing and a late void may open it.
pub async fn op_share(work: &Work, draw: &str) -> Result<[u8; 32], StoreError> {
    bytes32(sealed::get(work.tx(), draw, "op_share").await?)
}

/// The shares that the parties have revealed.
pub async fn revealed(work: &Work, draw: &Draw) -> Result<Vec<(String, [u8; 32])>, StoreError> {
    let mut revealed = Vec::new();
    for party in &draw.revealed {
        let share = sealed::get(work.tx(), &draw.draw.to_string(), &format!("share/{party}")).await?;
        revealed.push((party.clone(), bytes32(share)?));
    }
    Ok(revealed)
}

/// A place in the log, or its size at a moment, as noted under a name.
pub async fn place(work: &Work, draw: &str, name: &str) -> Result<u64, StoreError> {
    String::from_utf8_lossy(&sealed::get(work.tx(), draw, name).await?).parse().map_err(fault)
}

/// The names of this draw's strata.
pub async fn strata(work: &Work, draw: &str) -> Result<Strata, StoreError> {
    Ok(Strata::of(&sealed::get(work.tx(), draw, "strata").await?))
}

fn bytes32(bytes: Vec<u8>) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| fault("not 32 bytes"))
}
