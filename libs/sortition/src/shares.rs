//! The reveal (揭示): the parties' shares, closed as a set before the operator's own is opened.

use serde::{Deserialize, Serialize};

use crate::commit::{Commit, op_commit, party_commit};
use crate::encoding::{Hash, put_lp};
use crate::json::{self, JsonFault};
use crate::merkle;
use crate::plan::{EntropyPlan, PROTOCOL};

/// What became of one party's promise by the deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum Share {
    Revealed { party: String, share: Hash },
    Withheld { party: String },
}

/// The closed set, one for each party of the commit and in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareSet(pub Vec<Share>);

/// Why a reveal is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevealFault {
    #[error("{0} 不是参与方")]
    NotInvited(String),
    #[error("{0} 的随机数与其承诺不符")]
    NotCommitted(String),
    #[error("运行方的随机数与其承诺不符")]
    OperatorNotCommitted,
    #[error("{0} 没有公开随机数，多方来源的抽取无效")]
    Withheld(String),
    #[error("尚不支持随机来源 {0}")]
    SourceNotBuilt(&'static str),
}

impl Share {
    pub fn party(&self) -> &str {
        match self {
            Self::Revealed { party, .. } | Self::Withheld { party } => party,
        }
    }

    /// The share that enters the seed: 32 zero bytes where it was withheld.
    pub fn value(&self) -> Hash {
        match self {
            Self::Revealed { share, .. } => *share,
            Self::Withheld { .. } => Hash::ZERO,
        }
    }

    /// The leaf of `reveal_root`: `LP(party) ‖ u8 revealed ‖ share[32]`.
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_lp(&mut out, self.party().as_bytes());
        out.push(u8::from(matches!(self, Self::Revealed { .. })));
        out.extend_from_slice(self.value().as_ref());
        out
    }
}

/// Checks one reveal against its promise, at the moment a party sends it.
///
/// # Errors
/// If the party was not invited or reveals something else than it committed.
pub fn check_reveal(commit: &Commit, party: &str, share: &[u8; 32]) -> Result<(), RevealFault> {
    let promise = commit.parties.iter().find(|p| p.party == party);
    let promise = promise.ok_or_else(|| RevealFault::NotInvited(party.to_owned()))?;
    if party_commit(&commit.open, party, share) == promise.commit {
        Ok(())
    } else {
        Err(RevealFault::NotCommitted(party.to_owned()))
    }
}

/// Checks the operator's share, which is opened only after the set is closed and logged.
///
/// # Errors
/// If it is not what the commit holds.
pub fn check_operator(commit: &Commit, op_share: &[u8; 32]) -> Result<(), RevealFault> {
    if op_commit(op_share) == commit.op_commit { Ok(()) } else { Err(RevealFault::OperatorNotCommitted) }
}

impl ShareSet {
    /// Closes the set at the deadline: who has not revealed has withheld.
    ///
    /// # Errors
    /// If a share does not fit its promise.
    pub fn close(commit: &Commit, revealed: &[(String, [u8; 32])]) -> Result<Self, RevealFault> {
        for (party, share) in revealed {
            check_reveal(commit, party, share)?;
        }
        let of = |party: &String| match revealed.iter().find(|(p, _)| p == party) {
            Some((_, share)) => Share::Revealed { party: party.clone(), share: (*share).into() },
            None => Share::Withheld { party: party.clone() },
        };
        Ok(Self(commit.parties.iter().map(|p| of(&p.party)).collect()))
    }

    /// Merkle root over the set.
    pub fn reveal_root(&self) -> Hash {
        merkle::root(self.0.iter().map(Share::bytes))
    }

    /// Whether a draw may go on with this set under this source.
    ///
    /// # Errors
    /// [`RevealFault::Withheld`] says that the draw must be voided.
    pub fn admit(&self, entropy: &EntropyPlan) -> Result<(), RevealFault> {
        match entropy {
            EntropyPlan::Operator {} => Ok(()),
            EntropyPlan::Parties { .. } => {
                match self.0.iter().find(|s| matches!(s, Share::Withheld { .. })) {
                    Some(share) => Err(RevealFault::Withheld(share.party().to_owned())),
                    None => Ok(()),
                }
            }
            other => Err(RevealFault::SourceNotBuilt(other.source())),
        }
    }

    /// The bytes of `reveal.json` and of the log entry.
    ///
    /// # Errors
    /// If a party's code is not NFC.
    pub fn entry(&self, commit: &Commit) -> Result<Vec<u8>, JsonFault> {
        let withheld = self.0.iter().filter(|s| matches!(s, Share::Withheld { .. }));
        json::to_bytes(&RevealEntry {
            entry: "reveal".into(),
            protocol: PROTOCOL.into(),
            open: commit.open,
            commit: commit.commit,
            reveal_root: self.reveal_root(),
            withheld: withheld.map(|s| s.party().to_owned()).collect(),
        })
    }
}

/// `reveal.json`, which is also the log entry of the closed set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevealEntry {
    /// Always `reveal`.
    pub entry: String,
    pub protocol: String,
    pub open: Hash,
    pub commit: Hash,
    pub reveal_root: Hash,
    pub withheld: Vec<String>,
}

/// `shares.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharesFile {
    pub op_share: Hash,
    pub shares: Vec<Share>,
}

/// `entropy.json`: what the source gave. Parties and operator give nothing beyond their shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntropyFile {
    pub source: String,
    /// `entropy_value` in hex; empty for sources `parties` and `operator`.
    pub value: String,
}
