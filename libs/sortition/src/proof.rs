//! Reading C2SP tlog-proof files: that an entry stands in the log, with the checkpoint that says so.

use crate::encoding::Hash;
use crate::merkle;
use crate::note::{Checkpoint, Note, NoteFault, VKey, base64_hash};
use crate::text::decimal;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// No tree is deeper: sizes are 64-bit numbers.
const MAX_DEPTH: usize = 64;

/// Why a proof does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    #[error("不是日志存在证明")]
    Format,
    #[error("日志检查点{0}")]
    Note(#[from] NoteFault),
    #[error("日志名称 {0} 与其公钥的名称不同")]
    Origin(String),
    #[error("不能由该条目推出检查点的根")]
    Path,
}

/// A parsed proof; nothing in it is trusted before [`InclusionProof::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    pub index: u64,
    path: Vec<Hash>,
    note: Note,
}

impl InclusionProof {
    /// # Errors
    /// If the bytes are not a proof of this format.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofFault> {
        let text = std::str::from_utf8(bytes).map_err(|_| ProofFault::Format)?;
        let (head, note) = text.split_once("\n\n").ok_or(ProofFault::Format)?;
        let mut lines = head.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return Err(ProofFault::Format);
        }
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).ok_or(ProofFault::Format)?;
        let index = decimal(index, u64::MAX).map_err(|_| ProofFault::Format)?;
        let path: Vec<Hash> = lines.map(base64_hash).collect::<Option<_>>().ok_or(ProofFault::Format)?;
        if path.len() > MAX_DEPTH {
            return Err(ProofFault::Format);
        }
        Ok(Self { index, path, note: Note::parse(note)? })
    }

    /// Checks that `entry` stands at its index in the log that `key` signs; gives the log's head.
    ///
    /// # Errors
    /// What does not hold.
    pub fn verify(&self, entry: &[u8], key: &VKey) -> Result<Checkpoint, ProofFault> {
        self.note.verify(key)?;
        let head = self.note.checkpoint()?;
        if head.origin != key.name() {
            return Err(ProofFault::Origin(head.origin));
        }
        let leaf = merkle::leaf_hash(entry);
        if merkle::verify_inclusion(&leaf, self.index, head.size, &self.path, &head.root) {
            Ok(head)
        } else {
            Err(ProofFault::Path)
        }
    }

    /// When a witness cosigned the checkpoint, if it did.
    ///
    /// # Errors
    /// If its cosignature is wrong.
    pub fn cosigned_at(&self, witness: &VKey) -> Result<Option<u64>, NoteFault> {
        self.note.cosigned_at(witness)
    }
}
