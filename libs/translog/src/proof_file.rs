//! A proof in one file that anybody can check without a network (C2SP tlog-proof), extension `.tlog-proof`.

use std::fmt;
use std::str::FromStr;

use crate::{Checkpoint, Hash, InclusionProof, LogError, LogKey, leaf_hash};

const HEADING: &str = "c2sp.org/tlog-proof@v1";

/// An inclusion proof with the signed checkpoint that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFile {
    pub index: u64,
    pub hashes: Vec<Hash>,
    /// The checkpoint as signed, with any cosignatures.
    pub note: String,
}

impl ProofFile {
    pub fn new(proof: InclusionProof, note: &str) -> Self {
        Self { index: proof.index, hashes: proof.hashes, note: note.to_owned() }
    }

    /// Checks that the log of that origin contains the entry, and answers the checkpoint which says so.
    ///
    /// # Errors
    /// What [`Checkpoint::open`] and [`InclusionProof::verify`] find.
    pub fn verify(&self, entry: &[u8], origin: &str, keys: &[LogKey]) -> Result<Checkpoint, LogError> {
        let checkpoint = Checkpoint::open(&self.note, origin, keys)?;
        let proof = InclusionProof { index: self.index, size: checkpoint.size, hashes: self.hashes.clone() };
        proof.verify(checkpoint.root, leaf_hash(entry))?;
        Ok(checkpoint)
    }
}

impl fmt::Display for ProofFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}\nindex {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.note)
    }
}

impl FromStr for ProofFile {
    type Err = LogError;

    /// Reads the file. Its optional `extra` line is passed over: nothing vouches for it.
    fn from_str(text: &str) -> Result<Self, LogError> {
        let (head, note) = text.split_once("\n\n").ok_or(LogError::ProofFile)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADING) {
            return Err(LogError::ProofFile);
        }
        lines.next_if(|line| line.starts_with("extra "));
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).ok_or(LogError::ProofFile)?;
        Ok(Self {
            index: decimal(index).ok_or(LogError::ProofFile)?,
            hashes: lines.map(str::parse).collect::<Result<_, _>>()?,
            note: note.to_owned(),
        })
    }
}

/// A number without sign or leading zeroes.
fn decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}
