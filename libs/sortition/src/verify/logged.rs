//! That the four entries of the draw stand in the public log, in the order of the protocol.

use crate::commit::Commit;
use crate::note::{Checkpoint, VKey};
use crate::proof::InclusionProof;
use crate::receipt::{self, Bundle, Receipt};
use crate::trust::Trust;

use super::verdict::{Fault, LogView, Place};
use super::{Step, compare};

pub(super) fn check(bundle: &Bundle, trust: &Trust, receipt: &Receipt, commit: &Commit) -> Step<LogView> {
    let key = log_key(receipt, trust)?;
    let mut log = Log { bundle, key: &key, seen: Vec::new() };
    let open = commit.open_record().entry();
    log.entry(receipt::OPEN_PROOF, &open.map_err(|fault| compare::malformed_json(receipt::COMMIT, &fault))?)?;
    log.entry(receipt::COMMIT_PROOF, compare::file(bundle, receipt::COMMIT)?)?;
    log.entry(receipt::REVEAL_PROOF, compare::file(bundle, receipt::REVEAL)?)?;
    log.entry(receipt::RESULT_PROOF, compare::file(bundle, receipt::SEALED)?)?;
    log.view(trust)
}

struct Log<'a> {
    bundle: &'a Bundle,
    key: &'a VKey,
    seen: Vec<(&'static str, InclusionProof, Checkpoint)>,
}

impl Log<'_> {
    /// Checks one proof, that it comes after the one before, and that no two checkpoints contradict each other.
    fn entry(&mut self, file: &'static str, entry: &[u8]) -> Step<()> {
        let refused = |why: String| compare::refused(file, Place::Whole, why);
        let proof = InclusionProof::parse(compare::file(self.bundle, file)?)
            .map_err(|fault| compare::differs(file, Place::Whole, Fault::Malformed(fault.to_string())))?;
        let head = proof.verify(entry, self.key).map_err(|fault| refused(fault.to_string()))?;
        if self.seen.last().is_some_and(|(_, before, _)| before.index >= proof.index) {
            return Err(refused("在日志中先于它之前的一步".into()));
        }
        if self.seen.iter().any(|(_, _, other)| other.size == head.size && other.root != head.root) {
            return Err(refused("条数相同的两个检查点，根却不同".into()));
        }
        self.seen.push((file, proof, head));
        Ok(())
    }

    fn view(&self, trust: &Trust) -> Step<LogView> {
        let mut witnesses = Vec::new();
        for (file, proof, _) in &self.seen {
            for key in &trust.witness_keys {
                let at =
                    proof.cosigned_at(key).map_err(|fault| compare::refused(file, Place::Whole, fault))?;
                // Only the commit's checkpoint counts: what a witness saw later binds nothing beforehand.
                let at = at.filter(|_| *file == receipt::COMMIT_PROOF);
                witnesses.extend(at.map(|at| (key.name().to_owned(), at)));
            }
        }
        Ok(LogView {
            origin: self.key.name().to_owned(),
            size: self.seen.iter().map(|(_, _, head)| head.size).max().unwrap_or(0),
            pinned: !trust.log_keys.is_empty(),
            witnesses,
        })
    }
}

fn log_key(receipt: &Receipt, trust: &Trust) -> Step<VKey> {
    let place = || Place::Member("/log_key".into());
    let key: VKey = receipt.log_key.parse().map_err(|fault: crate::note::NoteFault| {
        compare::differs(receipt::RECEIPT, place(), Fault::Malformed(fault.to_string()))
    })?;
    if !trust.log_keys.is_empty() && !trust.log_keys.contains(&key) {
        return Err(compare::differs(receipt::RECEIPT, place(), Fault::Untrusted(receipt.log_key.clone())));
    }
    Ok(key)
}
