//! The state of a log between two appends: its size and its right edge.

use serde::{Deserialize, Serialize};

use crate::bundle::check_entry;
use crate::hash::node_hash;
use crate::node::fetch;
use crate::{Checkpoint, Hash, LogError, LogSigner, Node, leaf_hash};

/// The most entries a log may have. Far beyond any city, and small enough that no index arithmetic overflows.
pub const MAX_SIZE: u64 = 1 << 48;

/// Everything that an append or a checkpoint needs: the roots of the complete subtrees that make up the tree, at most 48.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct LogState {
    origin: String,
    size: u64,
    /// From the largest subtree, on the left, to the smallest.
    edge: Vec<Hash>,
}

/// What an append adds to the tables of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    pub index: u64,
    pub leaf_hash: Hash,
    /// The nodes that the entry completes, from the leaf upwards.
    pub nodes: Vec<(Node, Hash)>,
}

impl LogState {
    /// A log without entries.
    ///
    /// # Errors
    /// An origin that cannot be a key's name in a signed note.
    pub fn new(origin: &str) -> Result<Self, LogError> {
        Self::resume(origin, 0, |_| None)
    }

    /// The state of a log of that size, from the nodes that [`LogState::edge_nodes`] names.
    ///
    /// # Errors
    /// A bad origin, a size beyond [`MAX_SIZE`], a missing node.
    pub fn resume(origin: &str, size: u64, read: impl Fn(Node) -> Option<Hash>) -> Result<Self, LogError> {
        let edge = fetch(&Self::edge_nodes(size), read)?;
        Stored { origin: origin.to_owned(), size, edge }.try_into()
    }

    /// The roots of the complete subtrees of a log of that size, from left to right.
    pub fn edge_nodes(size: u64) -> Vec<Node> {
        let levels = (0..64_u8).rev().filter(|level| size >> level & 1 == 1);
        levels.map(|level| Node { level, index: (size >> level) - 1 }).collect()
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The number of entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// An entry longer than 65535 bytes, which no entry bundle could hold; a full log. The state is then unchanged.
    pub fn append(&mut self, entry: &[u8]) -> Result<Appended, LogError> {
        check_entry(entry)?;
        self.append_leaf(leaf_hash(entry))
    }

    pub(crate) fn append_leaf(&mut self, leaf_hash: Hash) -> Result<Appended, LogError> {
        if self.size >= MAX_SIZE {
            return Err(LogError::Full);
        }
        let index = self.size;
        let mut node = Node { level: 0, index };
        let mut hash = leaf_hash;
        let mut nodes = vec![(node, hash)];
        // A right child completes its parent; its left sibling is the edge's last subtree.
        while node.index & 1 == 1
            && let Some(left) = self.edge.pop()
        {
            node = Node { level: node.level + 1, index: node.index >> 1 };
            hash = node_hash(left, hash);
            nodes.push((node, hash));
        }
        self.edge.push(hash);
        self.size += 1;
        Ok(Appended { index, leaf_hash, nodes })
    }

    /// The root of the tree (RFC 6962, Merkle Tree Hash).
    pub fn root(&self) -> Hash {
        self.edge.iter().rev().copied().reduce(|right, left| node_hash(left, right)).unwrap_or(Hash::EMPTY)
    }

    /// The signed head of the log, to be published as `<prefix>/checkpoint`.
    ///
    /// # Errors
    /// A signer of another origin.
    pub fn checkpoint(&self, signer: &LogSigner) -> Result<String, LogError> {
        Checkpoint { origin: self.origin.clone(), size: self.size, root: self.root() }.sign(signer)
    }

    /// For trees whose origin does not matter.
    pub(crate) fn nameless() -> Self {
        Self { origin: "-".to_owned(), size: 0, edge: Vec::new() }
    }
}

/// The state as it comes from a database, not yet believed.
#[derive(Deserialize)]
struct Stored {
    origin: String,
    size: u64,
    edge: Vec<Hash>,
}

impl TryFrom<Stored> for LogState {
    type Error = LogError;

    fn try_from(stored: Stored) -> Result<Self, LogError> {
        let Stored { origin, size, edge } = stored;
        if !is_origin(&origin) {
            return Err(LogError::Origin);
        }
        if size > MAX_SIZE || edge.len() != size.count_ones() as usize {
            return Err(LogError::State);
        }
        Ok(Self { origin, size, edge })
    }
}

/// The origin is also the name of the log's keys, so it obeys the stricter of the two rules.
pub(crate) fn is_origin(origin: &str) -> bool {
    signed_note::is_key_name_valid(origin) && !origin.contains(char::is_control)
}
