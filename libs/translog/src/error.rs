//! What can be wrong with a log, a proof or a signature.

use crate::Node;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    #[error("an origin is one word without spaces, control characters or `+`")]
    Origin,
    #[error("an entry of {bytes} bytes is longer than 65535")]
    EntryTooLong { bytes: usize },
    #[error("the log is full")]
    Full,
    #[error("the stored state is not that of a log")]
    State,
    #[error("{index} is not in a log of size {size}")]
    NotInLog { index: u64, size: u64 },
    #[error("node {} of level {} is missing", .0.index, .0.level)]
    MissingNode(Node),
    #[error("the proof does not hold")]
    Proof,
    #[error("not a hash in base64")]
    Hash,
    #[error("not a checkpoint")]
    Checkpoint,
    #[error("the checkpoint is of {found}")]
    WrongOrigin { found: String },
    #[error("the checkpoint carries no signature by a known key of the log")]
    UnknownSigner,
    #[error("the signature on the checkpoint is wrong")]
    Signature,
    #[error("not a verifier key of the form name+hash+base64")]
    Key,
    #[error("not a path of a tile or an entry bundle")]
    Path,
    #[error("not an entry bundle")]
    Bundle,
    #[error("not a proof file")]
    ProofFile,
}
