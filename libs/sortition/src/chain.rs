//! The chain of opens: each draw of a region takes the next number before anything about it is known.

use serde::{Deserialize, Serialize};

use crate::encoding::{Hash, Hex, h};
use crate::json::{self, JsonFault};
use crate::plan::PROTOCOL;

/// `prev_open` of a region's first draw.
pub const GENESIS: Hash = Hex([0; 32]);

/// The opening of a draw. `seq` starts at 1 and has no gaps within a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRecord {
    pub region: String,
    pub seq: u64,
    pub plan_hash: Hash,
    pub prev_open: Hash,
}

/// The log entry of an opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenEntry {
    /// Always `open`.
    pub entry: String,
    pub open: Hash,
    pub plan_hash: Hash,
    pub prev_open: Hash,
    pub protocol: String,
    pub region: String,
    pub seq: u64,
}

impl OpenRecord {
    /// `open = H("draw/v1/open"; region, u64be(seq), plan_hash, prev_open)`.
    pub fn open(&self) -> Hash {
        let seq = self.seq.to_be_bytes();
        h("draw/v1/open", &[self.region.as_bytes(), &seq, self.plan_hash.as_ref(), self.prev_open.as_ref()])
    }

    /// The bytes that go to the log.
    ///
    /// # Errors
    /// If the region is not NFC or `seq` exceeds 2^53 − 1.
    pub fn entry(&self) -> Result<Vec<u8>, JsonFault> {
        json::to_bytes(&OpenEntry {
            entry: "open".into(),
            open: self.open(),
            plan_hash: self.plan_hash,
            prev_open: self.prev_open,
            protocol: PROTOCOL.into(),
            region: self.region.clone(),
            seq: self.seq,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_moves_the_hash() {
        let first =
            OpenRecord { region: "410481".into(), seq: 1, plan_hash: Hex([1; 32]), prev_open: GENESIS };
        let others = [
            OpenRecord { region: "410482".into(), ..first.clone() },
            OpenRecord { seq: 2, ..first.clone() },
            OpenRecord { plan_hash: Hex([2; 32]), ..first.clone() },
            OpenRecord { prev_open: first.open(), ..first.clone() },
        ];
        assert!(others.iter().all(|o| o.open() != first.open()));
    }
}
