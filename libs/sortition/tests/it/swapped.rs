//! Receipts patched together from two honest draws, and draws that bent a rule.

use std::collections::BTreeSet;

use sortition::commit::{Commit, CommitFault, PartyCommit, op_commit, party_commit};
use sortition::encoding::Hex;
use sortition::freeze::{FreezeFault, freeze};
use sortition::plan::*;
use sortition::receipt::RECEIPT;
use sortition::shares::{RevealFault, ShareSet, check_reveal};
use sortition::trust::Trust;
use sortition::verify::verify;

use crate::world::{City, TODAY};

#[test]
fn no_file_of_another_draw_fits() {
    let (mine, other) = (City::new().draw().whole, {
        let mut city = City::new();
        city.op_share = [0x77; 32];
        city.plan.quota = QuotaRule::Total { total: 9 };
        city.pool.pop();
        city.ledger.pop();
        city.pool.iter_mut().filter(|r| r.id.contains("0000008")).for_each(|r| r.status = 0);
        city.recusals.pop();
        city.roster.pop();
        city.draw().whole
    });
    for name in mine.keys().filter(|name| mine[*name] != other[*name]) {
        let mut bundle = mine.clone();
        bundle.insert(name.clone(), other[name].clone());
        assert_eq!(verify(&bundle, &Trust::default(), TODAY).exit_code(), 1, "{name}");
    }
    let same: Vec<&String> = mine.keys().filter(|name| mine[*name] == other[*name]).collect();
    assert_eq!(same, ["entropy.json"], "only what holds no value of the draw is alike");
}

#[test]
fn a_sealed_receipt_cannot_pass_for_a_whole_one() {
    let draw = City::new().draw();
    let mut bundle = draw.whole.clone();
    bundle.insert(RECEIPT.to_owned(), draw.sealed[RECEIPT].clone());
    assert_eq!(verify(&bundle, &Trust::default(), TODAY).exit_code(), 1);
}

#[test]
fn a_pool_whose_status_contradicts_the_ledger_is_not_frozen() {
    let mut city = City::new();
    let capped = city.pool.iter_mut().find(|row| row.status == 1).unwrap();
    capped.status = 0;
    let id = capped.id.clone();
    let fault = freeze(&city.plan, &mut city.pool, &city.roster, &[], &city.ledger);
    assert_eq!(fault, Err(FreezeFault::Status { id, given: 0 }));
}

#[test]
fn a_free_object_cannot_be_excluded_as_capped() {
    let mut city = City::new();
    let free = city.pool.iter_mut().find(|row| row.status == 0).unwrap();
    free.status = 1;
    let id = free.id.clone();
    let fault = freeze(&city.plan, &mut city.pool, &city.roster, &[], &city.ledger);
    assert_eq!(fault, Err(FreezeFault::Status { id, given: 1 }));
}

#[test]
fn an_empty_roster_or_a_stratum_too_small_is_not_frozen() {
    let mut city = City::new();
    assert_eq!(freeze(&city.plan, &mut city.pool, &[], &[], &city.ledger), Err(FreezeFault::EmptyRoster));
    city.plan.quota = QuotaRule::Total { total: 58 };
    let fault = freeze(&city.plan, &mut city.pool, &city.roster, &[], &city.ledger);
    assert!(matches!(fault, Err(FreezeFault::Quota(QuotaFault::TooFewInAll { total: 58, eligible: 57 }))));
}

fn committed() -> (Plan, Commit) {
    let draw = City::new().draw();
    (crate::world::plan(), draw.commit)
}

#[test]
fn a_party_that_reveals_something_else_is_refused() {
    let (_, commit) = committed();
    let share = sortition::encoding::sha256(b"jiwei").0;
    assert_eq!(check_reveal(&commit, "jiwei", &share), Ok(()));
    assert_eq!(check_reveal(&commit, "jiwei", &[1; 32]), Err(RevealFault::NotCommitted("jiwei".into())));
    assert_eq!(check_reveal(&commit, "shengtai", &share), Err(RevealFault::NotCommitted("shengtai".into())));
    assert_eq!(check_reveal(&commit, "yingji", &share), Err(RevealFault::NotInvited("yingji".into())));
}

#[test]
fn a_withheld_share_voids_the_draw() {
    let (plan, commit) = committed();
    let revealed = [("jiwei".to_owned(), sortition::encoding::sha256(b"jiwei").0)];
    let set = ShareSet::close(&commit, &revealed).unwrap();
    assert_eq!(set.admit(&plan.entropy), Err(RevealFault::Withheld("gongzhengchu".into())));
}

#[test]
fn a_commit_waits_for_every_party_and_for_a_source_that_is_built() {
    let mut city = City::new();
    let freeze = city.freeze();
    let open = city.opening();
    let promise = |party: &str| PartyCommit {
        party: party.into(),
        commit: party_commit(&open.open(), party, &[1; 32]),
    };
    let make = |plan: &Plan, promises: &[PartyCommit]| {
        Commit::new(plan, &open, &freeze, op_commit(&[2; 32]), promises)
    };
    let missing = make(&city.plan, &[promise("shengtai"), promise("jiwei")]);
    assert_eq!(missing, Err(CommitFault::PartyMissing("gongzhengchu".into())));
    let stranger = make(&city.plan, &[promise("yingji")]);
    assert_eq!(stranger, Err(CommitFault::NotInvited("yingji".into())));
    city.plan.entropy = EntropyPlan::Beacon { scheduled: 9, reveal_by: 8, parties: vec![] };
    assert_eq!(make(&city.plan, &[]), Err(CommitFault::SourceNotBuilt("beacon")));
}

#[test]
fn two_draws_of_one_plan_share_nothing_but_the_plan() {
    let draw = |op_share: u8| {
        let mut city = City::new();
        city.op_share = [op_share; 32];
        city.draw()
    };
    let (one, two) = (draw(1), draw(2));
    assert_ne!(one.commit.commit, two.commit.commit);
    assert_ne!(one.seed, two.seed);
    assert_ne!(one.seed, Hex::ZERO);
    let ids =
        |d: &crate::world::Draw| d.selection.drawn.iter().map(|d| d.id.clone()).collect::<BTreeSet<_>>();
    assert_ne!(ids(&one), ids(&two));
}
