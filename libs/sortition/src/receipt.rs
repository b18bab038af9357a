//! The receipt (抽取凭证): a directory from which anybody can recompute the draw, signed by the service.
//!
//! The *whole* edition, for auditors, holds every frozen row. The *sealed* edition proves that a draw happened and is
//! bound, without its list. Neither is ever repaired when read.

mod build;
mod dir;
mod signature;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::encoding::{Hash, Hex};
use crate::sealed::{Opening, ResultEntry};
use crate::selection::{Cutoff, Skipped};

pub use build::{BuildFault, LogProofs, SealedParts, WholeParts, build, build_sealed};
pub use dir::{ReadFault, read_dir, write_dir};
pub use signature::{SignFault, key_id, sign, signer};

/// File name → content.
pub type Bundle = BTreeMap<String, Vec<u8>>;

pub const RECEIPT: &str = "receipt.json";
pub const PLAN: &str = "plan.json";
pub const POOL: &str = "pool.csv";
pub const ROSTER: &str = "roster.csv";
pub const RECUSALS: &str = "recusals.csv";
pub const LEDGER: &str = "ledger.csv";
pub const COMMIT: &str = "commit.json";
pub const ENTROPY: &str = "entropy.json";
pub const SHARES: &str = "shares.json";
pub const REVEAL: &str = "reveal.json";
pub const RESULT: &str = "result.csv";
pub const CUTOFFS: &str = "cutoffs.json";
pub const TEAMS: &str = "teams.csv";
pub const SEALED: &str = "sealed.json";
pub const OPEN_PROOF: &str = "open.tlog-proof";
pub const COMMIT_PROOF: &str = "commit.tlog-proof";
pub const REVEAL_PROOF: &str = "reveal.tlog-proof";
pub const RESULT_PROOF: &str = "result.tlog-proof";

/// Files of the whole edition besides `receipt.json`, each with the most bytes it is read with.
pub const WHOLE_FILES: [(&str, u64); 17] = [
    (PLAN, 1 << 20),
    (POOL, 4 << 30),
    (ROSTER, 256 << 20),
    (RECUSALS, 256 << 20),
    (LEDGER, 1 << 30),
    (COMMIT, 1 << 20),
    (ENTROPY, 1 << 16),
    (SHARES, 1 << 20),
    (REVEAL, 1 << 20),
    (RESULT, 1 << 30),
    (CUTOFFS, 256 << 20),
    (TEAMS, 1 << 30),
    (SEALED, 1 << 16),
    (OPEN_PROOF, 1 << 18),
    (COMMIT_PROOF, 1 << 18),
    (REVEAL_PROOF, 1 << 18),
    (RESULT_PROOF, 1 << 18),
];

/// Files of the sealed edition besides `receipt.json`.
pub const SEALED_FILES: [&str; 7] =
    [COMMIT, REVEAL, SEALED, OPEN_PROOF, COMMIT_PROOF, REVEAL_PROOF, RESULT_PROOF];

/// Most bytes of a `receipt.json`.
pub const MAX_RECEIPT: u64 = 1 << 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    Whole,
    Sealed,
}

/// `receipt.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub protocol: String,
    pub edition: Edition,
    pub region: String,
    pub seq: u64,
    pub open: Hash,
    pub commit: Hash,
    /// Absent from the sealed edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Hash>,
    pub rehearsal: bool,
    /// The verifier key of the public log, `name+id+base64`.
    pub log_key: String,
    /// File name → SHA-256 of every other file of the directory.
    pub files: BTreeMap<String, Hash>,
    /// Absent while the receipt is being signed: the signature covers everything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<ReceiptSignature>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptSignature {
    /// [`key_id`] of the public key.
    pub key_id: Hex<8>,
    pub public_key: Hash,
    /// Ed25519 over `LP("draw/v1/receipt") ‖ LP(receipt.json without signature)`.
    pub value: Hex<64>,
}

/// `cutoffs.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutoffsFile {
    pub strata: Vec<Cutoff>,
    pub skips: Vec<Skip>,
}

/// An object passed over, with the proof that other draws had filled its cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    pub skipped: Skipped,
    pub filled_by: Vec<Filling>,
}

/// One draw that reserved a visit of the skipped object after the freeze of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filling {
    /// The other draw's `sealed.json`, as logged.
    pub result: ResultEntry,
    /// The object's leaf in it.
    pub opening: Opening,
    /// The tlog-proof of `result` in the same log.
    pub proof: String,
}
