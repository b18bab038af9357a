//! The commit (承诺): every input of the draw, and everybody's promise, in one hash in the public log.

use serde::{Deserialize, Serialize};

use crate::chain::OpenRecord;
use crate::encoding::{Hash, h};
use crate::freeze::Freeze;
use crate::json::{self, JsonFault};
use crate::plan::{EntropyPlan, PROTOCOL, Plan};

/// A party's promise, made before the server can know its share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyCommit {
    pub party: String,
    pub commit: Hash,
}

/// `commit.json`, which is also the log entry of the commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// Always `commit`.
    pub entry: String,
    pub protocol: String,
    pub region: String,
    pub seq: u64,
    pub plan_hash: Hash,
    pub prev_open: Hash,
    pub open: Hash,
    pub pool_root: Hash,
    /// Rows of the pool, excluded ones included.
    pub n: u64,
    pub roster_root: Hash,
    pub recusal_root: Hash,
    pub ledger_root: Hash,
    pub entropy: EntropyPlan,
    pub op_commit: Hash,
    /// One for each party of the plan, in its order.
    pub parties: Vec<PartyCommit>,
    /// The hash of all of the above, [`Commit::hash`].
    pub commit: Hash,
}

/// Why a commit cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitFault {
    #[error("{0}")]
    Json(#[from] JsonFault),
    #[error("尚不支持随机来源 {0}")]
    SourceNotBuilt(&'static str),
    #[error("参与方 {0} 尚未承诺")]
    PartyMissing(String),
    #[error("{0} 不是参与方")]
    NotInvited(String),
}

/// `op_commit = H("draw/v1/operator"; op_share)`.
pub fn op_commit(op_share: &[u8; 32]) -> Hash {
    h("draw/v1/operator", &[op_share])
}

/// `party_commit = H("draw/v1/party"; open, name, share)`, computed by the party itself.
pub fn party_commit(open: &Hash, party: &str, share: &[u8; 32]) -> Hash {
    h("draw/v1/party", &[open.as_ref(), party.as_bytes(), share])
}

impl Commit {
    /// Composes the commit once every invited party has sent its promise; their order does not matter.
    ///
    /// # Errors
    /// If a party is missing or was not invited, or the plan's source is not built yet.
    pub fn new(
        plan: &Plan,
        open: &OpenRecord,
        freeze: &Freeze,
        op_commit: Hash,
        promises: &[PartyCommit],
    ) -> Result<Self, CommitFault> {
        if !matches!(plan.entropy, EntropyPlan::Parties { .. } | EntropyPlan::Operator {}) {
            return Err(CommitFault::SourceNotBuilt(plan.entropy.source()));
        }
        let mut commit = Self {
            entry: "commit".into(),
            protocol: PROTOCOL.into(),
            region: open.region.clone(),
            seq: open.seq,
            plan_hash: open.plan_hash,
            prev_open: open.prev_open,
            open: open.open(),
            pool_root: freeze.pool_root,
            n: freeze.n,
            roster_root: freeze.roster_root,
            recusal_root: freeze.recusal_root,
            ledger_root: freeze.ledger_root,
            entropy: plan.entropy.clone(),
            op_commit,
            parties: in_order(plan.entropy.parties(), promises)?,
            commit: Hash::ZERO,
        };
        commit.commit = commit.hash()?;
        Ok(commit)
    }

    /// `H("draw/v1/commit"; open, pool_root, u64be(n), roster_root, recusal_root, ledger_root, entropy_plan,
    /// op_commit, party_commit_1 … party_commit_m)`.
    ///
    /// # Errors
    /// If the entropy plan has no canonical form.
    pub fn hash(&self) -> Result<Hash, JsonFault> {
        let (n, entropy) = (self.n.to_be_bytes(), self.entropy.to_json()?);
        let mut parts: Vec<&[u8]> = vec![self.open.as_ref(), self.pool_root.as_ref(), &n];
        parts.extend([self.roster_root.as_ref(), self.recusal_root.as_ref(), self.ledger_root.as_ref()]);
        parts.extend([entropy.as_slice(), self.op_commit.as_ref()]);
        parts.extend(self.parties.iter().map(|p| p.commit.as_ref()));
        Ok(h("draw/v1/commit", &parts))
    }

    /// The opening this commit belongs to.
    pub fn open_record(&self) -> OpenRecord {
        OpenRecord {
            region: self.region.clone(),
            seq: self.seq,
            plan_hash: self.plan_hash,
            prev_open: self.prev_open,
        }
    }

    /// The bytes of `commit.json` and of the log entry.
    ///
    /// # Errors
    /// If a text is not NFC or a number exceeds 2^53 − 1.
    pub fn to_json(&self) -> Result<Vec<u8>, JsonFault> {
        json::to_bytes(self)
    }
}

fn in_order(invited: &[String], promises: &[PartyCommit]) -> Result<Vec<PartyCommit>, CommitFault> {
    if let Some(stranger) = promises.iter().find(|p| !invited.contains(&p.party)) {
        return Err(CommitFault::NotInvited(stranger.party.clone()));
    }
    let of = |party: &String| promises.iter().find(|p| p.party == *party).cloned();
    invited.iter().map(|party| of(party).ok_or_else(|| CommitFault::PartyMissing(party.clone()))).collect()
}
