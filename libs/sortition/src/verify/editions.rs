//! The order of the verification, for the whole and for the sealed edition.

use crate::assurance::assurance;
use crate::commit::Commit;
use crate::encoding::{Hash, sha256};
use crate::plan::{PROTOCOL, Plan};
use crate::receipt::{self, Bundle, Edition, Receipt, SEALED_FILES, SignFault, WHOLE_FILES};
use crate::sealed::ResultEntry;
use crate::seed::seed;
use crate::shares::RevealEntry;
use crate::trust::Trust;

use super::verdict::{Fault, Place, Report, SignerView, Verdict};
use super::{Step, compare, logged, objects, promises, teams};

pub(super) fn verify(bundle: &Bundle, trust: &Trust, today: &str) -> Step<Verdict> {
    let receipt: Receipt = compare::document(bundle, receipt::RECEIPT)?;
    let signer = check_signature(&receipt, trust)?;
    check_files(bundle, &receipt)?;
    let commit: Commit = compare::document(bundle, receipt::COMMIT)?;
    promises::check_commit(&commit)?;
    check_head(&receipt, &commit)?;
    match receipt.edition {
        Edition::Whole => whole(bundle, trust, &receipt, &commit, signer),
        Edition::Sealed => sealed(bundle, trust, &receipt, &commit, signer, today),
    }
}

fn whole(
    bundle: &Bundle,
    trust: &Trust,
    receipt: &Receipt,
    commit: &Commit,
    signer: SignerView,
) -> Step<Verdict> {
    let plan = Plan::from_json(compare::file(bundle, receipt::PLAN)?).map_err(|fault| {
        compare::differs(receipt::PLAN, Place::Whole, Fault::Malformed(fault.to_string()))
    })?;
    promises::check_plan(&plan, commit, receipt.rehearsal)?;
    let frozen = objects::frozen(bundle, &plan, commit)?;
    let (shares, op_share) = promises::shares(bundle, &plan, commit)?;
    let seed = seed(&commit.commit, b"", &shares, &op_share.0);
    compare::member(receipt::RECEIPT, "/seed", &seed.to_string(), &shown(receipt.seed))?;
    let drawn = objects::drawn(bundle, &plan, &frozen, &seed, &receipt.log_key)?;
    let team_rows = teams::check(bundle, &plan, &frozen, &drawn, &seed)?;
    let result = ResultEntry::new(&plan, commit, shares.reveal_root(), &seed, &drawn.rows, &team_rows);
    compare::same_document(
        receipt::SEALED,
        &encoded(result.to_json())?,
        compare::file(bundle, receipt::SEALED)?,
    )?;
    let log = logged::check(bundle, trust, receipt, commit)?;
    let gaps = team_rows.rows.iter().filter(|row| row[1].is_empty()).count() as u64;
    Ok(Verdict::Holds(Box::new(Report {
        region: commit.region.clone(),
        seq: commit.seq,
        rehearsal: receipt.rehearsal,
        source: plan.entropy.source().to_owned(),
        assurance: assurance(&plan.entropy, log.witnesses.iter().map(|(_, at)| *at).min()),
        pool: commit.n,
        eligible: frozen.freeze.quotas.values().map(|q| q.eligible).sum(),
        drawn: drawn.rows.rows.len() as u64,
        skipped: drawn.skipped,
        members: team_rows.rows.len() as u64 - gaps,
        unstaffed: gaps,
        seed: Some(seed),
        signer,
        log,
    })))
}

fn sealed(
    bundle: &Bundle,
    trust: &Trust,
    receipt: &Receipt,
    commit: &Commit,
    signer: SignerView,
    today: &str,
) -> Step<Verdict> {
    if receipt.seed.is_some() {
        return Err(compare::refused(
            receipt::RECEIPT,
            Place::Member("/seed".into()),
            "密封的凭证不应含有种子",
        ));
    }
    let result: ResultEntry = compare::document(bundle, receipt::SEALED)?;
    let member = |pointer: &str, expected: &str, found: &str| {
        compare::member(receipt::SEALED, pointer, &expected.to_owned(), &found.to_owned())
    };
    member("/entry", "result", &result.entry)?;
    member("/protocol", PROTOCOL, &result.protocol)?;
    member("/open", &commit.open.to_string(), &result.open.to_string())?;
    member("/commit", &commit.commit.to_string(), &result.commit.to_string())?;
    let reveal: RevealEntry = compare::document(bundle, receipt::REVEAL)?;
    promises::check_reveal_entry(&reveal, commit)?;
    member("/reveal_root", &reveal.reveal_root.to_string(), &result.reveal_root.to_string())?;
    let open_by = result.open_by.clone().filter(|day| crate::text::date(day).is_ok());
    let open_by = open_by.ok_or_else(|| {
        compare::refused(receipt::SEALED, Place::Member("/open_by".into()), "密封的凭证应写明公开日期")
    })?;
    let log = logged::check(bundle, trust, receipt, commit)?;
    if today > open_by.as_str() {
        let place = Place::Member("/open_by".into());
        return Err(compare::differs(receipt::SEALED, place, Fault::NotOpened(open_by)));
    }
    let report = Report {
        region: commit.region.clone(),
        seq: commit.seq,
        rehearsal: receipt.rehearsal,
        source: commit.entropy.source().to_owned(),
        assurance: assurance(&commit.entropy, log.witnesses.iter().map(|(_, at)| *at).min()),
        pool: commit.n,
        eligible: 0,
        drawn: result.drawn.into(),
        skipped: 0,
        members: 0,
        unstaffed: 0,
        seed: None,
        signer,
        log,
    };
    Ok(Verdict::SealedUntil { open_by, report: Box::new(report) })
}

fn check_signature(receipt: &Receipt, trust: &Trust) -> Step<SignerView> {
    let public_key = receipt::signer(receipt).map_err(|fault| {
        let pointer = match fault {
            SignFault::NotSigned => "/signature",
            SignFault::KeyId => "/signature/key_id",
            _ => "/signature/value",
        };
        compare::refused(receipt::RECEIPT, Place::Member(pointer.into()), fault)
    })?;
    let pinned = trust.receipt_key(&public_key).map(str::to_owned);
    if !trust.receipt_keys.is_empty() && pinned.is_none() {
        let place = Place::Member("/signature/public_key".into());
        return Err(compare::differs(receipt::RECEIPT, place, Fault::Untrusted(public_key.to_string())));
    }
    Ok(SignerView { key_id: receipt::key_id(&public_key), public_key, pinned })
}

/// The directory holds exactly the files of its edition, each with the digest that was signed.
fn check_files(bundle: &Bundle, receipt: &Receipt) -> Step<()> {
    let wanted: Vec<&str> = match receipt.edition {
        Edition::Whole => WHOLE_FILES.iter().map(|(name, _)| *name).collect(),
        Edition::Sealed => SEALED_FILES.to_vec(),
    };
    let stranger = bundle.keys().find(|name| *name != receipt::RECEIPT && !wanted.contains(&name.as_str()));
    if let Some(name) = stranger {
        return Err(compare::differs(name, Place::Whole, Fault::Unexpected));
    }
    if let Some(name) = receipt.files.keys().find(|name| !wanted.contains(&name.as_str())) {
        let place = Place::Member(format!("/files/{name}"));
        return Err(compare::differs(receipt::RECEIPT, place, Fault::Unexpected));
    }
    for name in wanted {
        let found = sha256(compare::file(bundle, name)?);
        let signed = receipt.files.get(name).ok_or_else(|| {
            compare::refused(receipt::RECEIPT, Place::Member("/files".into()), format!("没有列出 {name}"))
        })?;
        if found != *signed {
            return Err(compare::differs(name, Place::Whole, unequal(signed, &found)));
        }
    }
    Ok(())
}

fn check_head(receipt: &Receipt, commit: &Commit) -> Step<()> {
    let member = |pointer: &str, expected: String, found: String| {
        compare::member(receipt::RECEIPT, pointer, &expected, &found)
    };
    member("/protocol", PROTOCOL.to_owned(), receipt.protocol.clone())?;
    member("/region", commit.region.clone(), receipt.region.clone())?;
    member("/seq", commit.seq.to_string(), receipt.seq.to_string())?;
    member("/open", commit.open.to_string(), receipt.open.to_string())?;
    member("/commit", commit.commit.to_string(), receipt.commit.to_string())
}

fn unequal(expected: &Hash, found: &Hash) -> Fault {
    Fault::Unequal { expected: format!("SHA-256 {expected}"), found: format!("SHA-256 {found}") }
}

fn shown(seed: Option<Hash>) -> String {
    seed.map_or_else(|| "（无）".to_owned(), |seed| seed.to_string())
}

/// A document that was just computed from checked parts; a fault here would be one of the commit's texts.
fn encoded(bytes: Result<Vec<u8>, crate::json::JsonFault>) -> Step<Vec<u8>> {
    bytes.map_err(|fault| compare::malformed_json(receipt::COMMIT, &fault))
}
