//! Composing the files of a receipt from what the draw computed.

use crate::commit::Commit;
use crate::encoding::{Hash, sha256};
use crate::json::{self, JsonFault};
use crate::ledger::{self, LedgerRow};
use crate::plan::{PROTOCOL, Plan, PlanFault};
use crate::roster::{self, RecusalRow, RosterRow};
use crate::sealed::{ResultEntry, Rows};
use crate::seed;
use crate::selection::Selection;
use crate::shares::{EntropyFile, ShareSet, SharesFile};

use super::{Bundle, CutoffsFile, Edition, RECEIPT, Receipt, Skip};

/// The log's word for the four entries of a draw: tlog-proof files, and the key that signs the checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProofs {
    /// `name+id+base64`.
    pub log_key: String,
    pub open: String,
    pub commit: String,
    pub reveal: String,
    pub result: String,
}

/// Everything a whole receipt is made of.
#[derive(Debug, Clone)]
pub struct WholeParts<'a> {
    pub plan: &'a Plan,
    /// `pool.csv`, written row by row with [`crate::pool::PoolRow::put_csv`].
    pub pool_csv: Vec<u8>,
    pub roster: &'a [RosterRow],
    pub recusals: &'a [RecusalRow],
    pub ledger: &'a [LedgerRow],
    pub commit: &'a Commit,
    pub shares: &'a ShareSet,
    pub op_share: &'a [u8; 32],
    pub selection: &'a Selection,
    /// Evidence for each of `selection.skipped`, in its order.
    pub skips: Vec<Skip>,
    /// [`Rows::teams`], or [`crate::sealed::no_teams`].
    pub teams: &'a Rows,
    pub proofs: LogProofs,
}

/// What a sealed receipt is made of.
#[derive(Debug, Clone)]
pub struct SealedParts<'a> {
    pub commit: &'a Commit,
    pub shares: &'a ShareSet,
    pub result: &'a ResultEntry,
    pub rehearsal: bool,
    pub proofs: LogProofs,
}

/// Why a receipt cannot be composed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildFault {
    #[error("{0}")]
    Json(#[from] JsonFault),
    #[error("方案：{0}")]
    Plan(#[from] PlanFault),
    #[error("跳过记录与抽取结果不符")]
    Skips,
}

/// The files of the whole edition, not yet signed ([`super::sign`]).
///
/// # Errors
/// If the plan does not hold or evidence of a skip is missing.
pub fn build(parts: WholeParts<'_>) -> Result<Bundle, BuildFault> {
    if !parts.skips.iter().map(|s| &s.skipped).eq(&parts.selection.skipped) {
        return Err(BuildFault::Skips);
    }
    let (plan, commit) = (parts.plan, parts.commit);
    let seed = seed::seed(&commit.commit, b"", parts.shares, parts.op_share);
    let objects = Rows::objects(&parts.selection.drawn);
    let result = ResultEntry::new(plan, commit, parts.shares.reveal_root(), &seed, &objects, parts.teams);
    let mut files = Bundle::from([
        (super::PLAN.to_owned(), plan.to_json()?),
        (super::ROSTER.to_owned(), roster::to_csv(parts.roster)),
        (super::RECUSALS.to_owned(), roster::recusals_to_csv(parts.recusals)),
        (super::LEDGER.to_owned(), ledger::to_csv(parts.ledger)),
        (super::ENTROPY.to_owned(), entropy_file(plan)?),
        (super::SHARES.to_owned(), shares_file(parts.shares, parts.op_share)?),
        (super::RESULT.to_owned(), objects.to_csv()),
        (super::TEAMS.to_owned(), parts.teams.to_csv()),
    ]);
    let cutoffs = CutoffsFile { strata: parts.selection.cutoffs.clone(), skips: parts.skips };
    files.insert(super::CUTOFFS.to_owned(), json::to_bytes(&cutoffs)?);
    files.insert(super::POOL.to_owned(), parts.pool_csv);
    add_bound_files(&mut files, commit, parts.shares, &result, &parts.proofs)?;
    finish(files, Edition::Whole, commit, Some(seed), plan.is_rehearsal(), parts.proofs.log_key)
}

/// The files of the sealed edition, not yet signed.
///
/// # Errors
/// If a document has no canonical form.
pub fn build_sealed(parts: SealedParts<'_>) -> Result<Bundle, BuildFault> {
    let mut files = Bundle::new();
    add_bound_files(&mut files, parts.commit, parts.shares, parts.result, &parts.proofs)?;
    finish(files, Edition::Sealed, parts.commit, None, parts.rehearsal, parts.proofs.log_key)
}

fn entropy_file(plan: &Plan) -> Result<Vec<u8>, JsonFault> {
    json::to_bytes(&EntropyFile { source: plan.entropy.source().to_owned(), value: String::new() })
}

fn shares_file(shares: &ShareSet, op_share: &[u8; 32]) -> Result<Vec<u8>, JsonFault> {
    json::to_bytes(&SharesFile { op_share: (*op_share).into(), shares: shares.0.clone() })
}

/// What both editions hold: commit, reveal, result, and the log's proofs of them.
fn add_bound_files(
    files: &mut Bundle,
    commit: &Commit,
    shares: &ShareSet,
    result: &ResultEntry,
    proofs: &LogProofs,
) -> Result<(), BuildFault> {
    files.insert(super::COMMIT.to_owned(), commit.to_json()?);
    files.insert(super::REVEAL.to_owned(), shares.entry(commit)?);
    files.insert(super::SEALED.to_owned(), result.to_json()?);
    for (name, proof) in [
        (super::OPEN_PROOF, &proofs.open),
        (super::COMMIT_PROOF, &proofs.commit),
        (super::REVEAL_PROOF, &proofs.reveal),
        (super::RESULT_PROOF, &proofs.result),
    ] {
        files.insert(name.to_owned(), proof.clone().into_bytes());
    }
    Ok(())
}

fn finish(
    mut files: Bundle,
    edition: Edition,
    commit: &Commit,
    seed: Option<Hash>,
    rehearsal: bool,
    log_key: String,
) -> Result<Bundle, BuildFault> {
    let receipt = Receipt {
        protocol: PROTOCOL.into(),
        edition,
        region: commit.region.clone(),
        seq: commit.seq,
        open: commit.open,
        commit: commit.commit,
        seed,
        rehearsal,
        log_key,
        files: files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect(),
        signature: None,
    };
    files.insert(RECEIPT.to_owned(), json::to_bytes(&receipt)?);
    Ok(files)
}
