//! Open, commit and reveal.

use crate::commit::Commit;
use crate::encoding::Hash;
use crate::json::JsonFault;
use crate::plan::{EntropyPlan, PROTOCOL, Plan};
use crate::receipt::{self, Bundle};
use crate::shares::{
    EntropyFile, RevealEntry, RevealFault, Share, ShareSet, SharesFile, check_operator, check_reveal,
};
use crate::text;

use super::verdict::Place;
use super::{Step, compare};

/// What `commit.json` says about itself.
pub(super) fn check_commit(commit: &Commit) -> Step<()> {
    let member = |pointer: &str, expected: &str, found: &str| {
        compare::member(receipt::COMMIT, pointer, &expected.to_owned(), &found.to_owned())
    };
    member("/entry", "commit", &commit.entry)?;
    member("/protocol", PROTOCOL, &commit.protocol)?;
    text::name(&commit.region)
        .map_err(|fault| compare::refused(receipt::COMMIT, Place::Member("/region".into()), fault))?;
    member("/open", &commit.open_record().open().to_string(), &commit.open.to_string())?;
    let invited = commit.entropy.parties();
    if !commit.parties.iter().map(|p| &p.party).eq(invited) {
        let why = "参与方与方案规定的不符";
        return Err(compare::refused(receipt::COMMIT, Place::Member("/parties".into()), why));
    }
    let hash = commit.hash().map_err(|fault| malformed(&fault))?;
    member("/commit", &hash.to_string(), &commit.commit.to_string())
}

/// That the commit belongs to this plan.
pub(super) fn check_plan(plan: &Plan, commit: &Commit, rehearsal: bool) -> Step<()> {
    let hash = plan.hash().map_err(|fault| compare::refused(receipt::PLAN, Place::Whole, fault))?;
    let member = |pointer: &str, expected: String, found: String| {
        compare::member(receipt::COMMIT, pointer, &expected, &found)
    };
    member("/plan_hash", hash.to_string(), commit.plan_hash.to_string())?;
    member("/region", plan.region.clone(), commit.region.clone())?;
    let text = |bytes: Result<Vec<u8>, JsonFault>| {
        bytes.map(|b| String::from_utf8_lossy(&b).into_owned()).map_err(|fault| malformed(&fault))
    };
    member("/entropy", text(plan.entropy.to_json())?, text(commit.entropy.to_json())?)?;
    compare::member(receipt::RECEIPT, "/rehearsal", &plan.is_rehearsal(), &rehearsal)
}

/// The revealed shares, each checked against its promise.
pub(super) fn shares(bundle: &Bundle, plan: &Plan, commit: &Commit) -> Step<(ShareSet, Hash)> {
    let entropy: EntropyFile = compare::document(bundle, receipt::ENTROPY)?;
    compare::member(receipt::ENTROPY, "/source", &plan.entropy.source().to_owned(), &entropy.source)?;
    compare::member(receipt::ENTROPY, "/value", &String::new(), &entropy.value)?;
    let file: SharesFile = compare::document(bundle, receipt::SHARES)?;
    if !file.shares.iter().map(Share::party).eq(commit.parties.iter().map(|p| p.party.as_str())) {
        let why = "参与方与承诺时的不符";
        return Err(compare::refused(receipt::SHARES, Place::Member("/shares".into()), why));
    }
    for (i, share) in file.shares.iter().enumerate() {
        if let Share::Revealed { party, share } = share {
            check_reveal(commit, party, &share.0)
                .map_err(|fault| refused(&format!("/shares/{i}"), &fault))?;
        }
    }
    check_operator(commit, &file.op_share.0).map_err(|fault| refused("/op_share", &fault))?;
    let set = ShareSet(file.shares);
    let entry = set.entry(commit).map_err(|fault| malformed(&fault))?;
    compare::same_document(receipt::REVEAL, &entry, compare::file(bundle, receipt::REVEAL)?)?;
    set.admit(&plan.entropy).map_err(|fault| refused("/shares", &fault))?;
    Ok((set, file.op_share))
}

/// The reveal as far as a sealed edition shows it: its root is taken as logged, the rest must follow from the commit.
pub(super) fn check_reveal_entry(reveal: &RevealEntry, commit: &Commit) -> Step<()> {
    let member = |pointer: &str, expected: String, found: &str| {
        compare::member(receipt::REVEAL, pointer, &expected, &found.to_owned())
    };
    member("/entry", "reveal".into(), &reveal.entry)?;
    member("/protocol", PROTOCOL.into(), &reveal.protocol)?;
    member("/open", commit.open.to_string(), &reveal.open.to_string())?;
    member("/commit", commit.commit.to_string(), &reveal.commit.to_string())?;
    match reveal.withheld.first() {
        Some(party) if matches!(commit.entropy, EntropyPlan::Parties { .. }) => {
            let fault = RevealFault::Withheld(party.clone());
            Err(compare::refused(receipt::REVEAL, Place::Member("/withheld".into()), fault))
        }
        _ => Ok(()),
    }
}

fn refused(pointer: &str, fault: &RevealFault) -> super::Verdict {
    compare::refused(receipt::SHARES, Place::Member(pointer.to_owned()), fault)
}

fn malformed(fault: &JsonFault) -> super::Verdict {
    compare::malformed_json(receipt::COMMIT, fault)
}
