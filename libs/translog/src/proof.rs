//! Proofs of RFC 6962: that an entry is in the log, and that a later log continues an earlier one.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use tlog_tiles::tlog::{self, HashReader};

use crate::node::fetch;
use crate::{Hash, LogError, MAX_SIZE, Node};

/// That the entry at `index` is in the log of `size` entries (RFC 6962, audit path).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InclusionProof {
    pub index: u64,
    pub size: u64,
    /// From the leaf's sibling up to the root's child.
    pub hashes: Vec<Hash>,
}

/// That the log of `new` entries begins with the log of `old` entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsistencyProof {
    pub old: u64,
    pub new: u64,
    pub hashes: Vec<Hash>,
}

/// The nodes that an inclusion proof is made of.
///
/// # Errors
/// An index that is not in a log of that size.
pub fn inclusion_nodes(index: u64, size: u64) -> Result<Vec<Node>, LogError> {
    if index >= size || size > MAX_SIZE {
        return Err(LogError::NotInLog { index, size });
    }
    recorded(|recorder| tlog::prove_record(size, index, recorder))
}

/// Builds an inclusion proof from stored nodes.
///
/// # Errors
/// An index that is not in a log of that size; a missing node.
pub fn inclusion_proof(
    index: u64,
    size: u64,
    read: impl Fn(Node) -> Option<Hash>,
) -> Result<InclusionProof, LogError> {
    let fetched = Fetched(fetch(&inclusion_nodes(index, size)?, read)?);
    let hashes = tlog::prove_record(size, index, &fetched).map_err(|_| LogError::Proof)?;
    Ok(InclusionProof { index, size, hashes: ours(hashes) })
}

/// The nodes that a consistency proof is made of.
///
/// # Errors
/// An old size above the new one.
pub fn consistency_nodes(old: u64, new: u64) -> Result<Vec<Node>, LogError> {
    if old > new || new > MAX_SIZE {
        return Err(LogError::NotInLog { index: old, size: new });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    recorded(|recorder| tlog::prove_tree(new, old, recorder))
}

/// Builds a consistency proof from stored nodes. Every log continues the empty one: that proof has no hashes.
///
/// # Errors
/// An old size above the new one; a missing node.
pub fn consistency_proof(
    old: u64,
    new: u64,
    read: impl Fn(Node) -> Option<Hash>,
) -> Result<ConsistencyProof, LogError> {
    let fetched = Fetched(fetch(&consistency_nodes(old, new)?, read)?);
    let hashes = match old {
        0 => Vec::new(),
        _ => tlog::prove_tree(new, old, &fetched).map_err(|_| LogError::Proof)?,
    };
    Ok(ConsistencyProof { old, new, hashes: ours(hashes) })
}

impl InclusionProof {
    /// Checks the proof against the root of a checkpoint of `size` entries.
    ///
    /// # Errors
    /// [`LogError::Proof`] if it does not show that leaf at that index under that root.
    pub fn verify(&self, root: Hash, leaf: Hash) -> Result<(), LogError> {
        let hashes = theirs(&self.hashes);
        tlog::check_record(&hashes, self.size, root.into(), self.index, leaf.into())
            .map_err(|_| LogError::Proof)
    }
}

impl ConsistencyProof {
    /// Checks the proof against the roots of an earlier and a later checkpoint.
    ///
    /// # Errors
    /// [`LogError::Proof`] if the later log is not shown to continue the earlier one.
    pub fn verify(&self, old_root: Hash, new_root: Hash) -> Result<(), LogError> {
        if self.old == 0 {
            let empty_new = self.new != 0 || new_root == Hash::EMPTY;
            let holds = self.hashes.is_empty() && old_root == Hash::EMPTY && empty_new;
            return if holds { Ok(()) } else { Err(LogError::Proof) };
        }
        let hashes = theirs(&self.hashes);
        tlog::check_tree(&hashes, self.new, new_root.into(), self.old, old_root.into())
            .map_err(|_| LogError::Proof)
    }
}

/// Answers a proof's single read with hashes fetched before.
struct Fetched(Vec<Hash>);

impl HashReader for Fetched {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        if indexes.len() != self.0.len() {
            return Err(tlog::Error::BadMath);
        }
        Ok(theirs(&self.0))
    }
}

/// Notes what a proof reads instead of reading it.
#[derive(Default)]
struct Recorder(RefCell<Vec<Node>>);

impl HashReader for Recorder {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        self.0.borrow_mut().extend(indexes.iter().map(|&index| Node::from_stored_index(index)));
        Ok(vec![tlog::Hash::default(); indexes.len()])
    }
}

fn recorded<T>(prove: impl Fn(&Recorder) -> Result<T, tlog::Error>) -> Result<Vec<Node>, LogError> {
    let recorder = Recorder::default();
    prove(&recorder).map_err(|_| LogError::Proof)?;
    Ok(recorder.0.into_inner())
}

fn ours(hashes: Vec<tlog::Hash>) -> Vec<Hash> {
    hashes.into_iter().map(Hash::from).collect()
}

fn theirs(hashes: &[Hash]) -> Vec<tlog::Hash> {
    hashes.iter().copied().map(tlog::Hash::from).collect()
}
