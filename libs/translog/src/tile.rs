//! Tiles (C2SP tlog-tiles): up to 256 neighbouring nodes of every eighth level in one immutable file.

use crate::node::fetch;
use crate::{Hash, LogError, Node};

/// Nodes in a full tile, entries in a full bundle.
pub(crate) const FULL: u16 = 256;
/// Levels of the tree in one tile.
const HEIGHT: u8 = 8;

/// A tile or its first `width` hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tile {
    pub level: u8,
    pub index: u64,
    /// 1 to 256; less than 256 only at the log's right end.
    pub width: u16,
}

impl Tile {
    /// The tile as wide as it is in a log of that size; none if it is empty there.
    pub fn of(level: u8, index: u64, size: u64) -> Option<Self> {
        let shift = u32::from(level) * u32::from(HEIGHT);
        let complete = size.checked_shr(shift).unwrap_or(0);
        width_of(index, complete).map(|width| Self { level, index, width })
    }

    /// The nodes whose hashes are the tile. They are neighbours on one level: a single range of rows.
    pub fn nodes(&self) -> Vec<Node> {
        let level = self.level.saturating_mul(HEIGHT);
        let first = self.index.saturating_mul(FULL.into());
        (0..u64::from(self.width)).map(|i| Node { level, index: first.saturating_add(i) }).collect()
    }

    /// The file: the hashes, 32 bytes each.
    ///
    /// # Errors
    /// A missing node, as when the log is not that long.
    pub fn bytes(&self, read: impl Fn(Node) -> Option<Hash>) -> Result<Vec<u8>, LogError> {
        Ok(fetch(&self.nodes(), read)?.iter().flat_map(|hash| hash.0).collect())
    }
}

/// How many of `count` things fall into the index-th group of 256.
pub(crate) fn width_of(index: u64, count: u64) -> Option<u16> {
    let before = index.checked_mul(FULL.into())?;
    let width = count.checked_sub(before)?.min(FULL.into());
    u16::try_from(width).ok().filter(|width| *width > 0)
}
