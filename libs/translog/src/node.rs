//! Nodes of the tree: only complete subtrees are stored, and a stored node never changes.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tlog_tiles::tlog;

use crate::{Hash, LogError, LogState};

/// The place of a complete subtree of 2^level leaves, the index-th of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Node {
    /// 0 are the leaves.
    pub level: u8,
    pub index: u64,
}

impl Node {
    pub(crate) fn from_stored_index(index: u64) -> Self {
        let (level, index) = tlog::split_stored_hash_index(index);
        Self { level, index }
    }
}

/// Reads nodes in order; the first that is not there is the error.
pub(crate) fn fetch(nodes: &[Node], read: impl Fn(Node) -> Option<Hash>) -> Result<Vec<Hash>, LogError> {
    nodes.iter().map(|&node| read(node).ok_or(LogError::MissingNode(node))).collect()
}

/// Nodes held in memory: rows just fetched, or a whole small log.
#[derive(Debug, Clone, Default)]
pub struct NodeTable(HashMap<Node, Hash>);

impl NodeTable {
    /// All nodes of the log with these leaves.
    ///
    /// # Errors
    /// More leaves than a log may have.
    pub fn from_leaf_hashes(leaves: impl IntoIterator<Item = Hash>) -> Result<Self, LogError> {
        let mut state = LogState::nameless();
        let mut table = Self::default();
        for leaf in leaves {
            table.0.extend(state.append_leaf(leaf)?.nodes);
        }
        Ok(table)
    }

    pub fn get(&self, node: Node) -> Option<Hash> {
        self.0.get(&node).copied()
    }
}

impl FromIterator<(Node, Hash)> for NodeTable {
    fn from_iter<I: IntoIterator<Item = (Node, Hash)>>(rows: I) -> Self {
        Self(rows.into_iter().collect())
    }
}

impl Extend<(Node, Hash)> for NodeTable {
    fn extend<I: IntoIterator<Item = (Node, Hash)>>(&mut self, rows: I) {
        self.0.extend(rows);
    }
}
