//! Receipts of generated draws: both verifiers must say the same of honest and of damaged ones.

use std::collections::BTreeSet;
use std::path::Path;

use sortition::chain::GENESIS;
use sortition::encoding::{Hex, sha256};
use sortition::json;
use sortition::ledger::{cap_status, rows_of};
use sortition::plan::*;
use sortition::receipt::{self, Bundle, Filling, RECEIPT, Receipt, Skip, write_dir};
use sortition::selection::Selection;
use sortition::teams::{Period, Relaxation, TeamUnit};
use sortition::trust::Trust;
use sortition::verify::verify;

use super::dice::{Dice, python};
use crate::world::{City, Draw, TODAY, log, office_key, trust_file};

const DRAWS: u32 = 48;

fn quota(dice: &mut Dice) -> QuotaRule {
    if dice.chance(40) {
        return QuotaRule::Total { total: 1 + u64::from(dice.below(9)) };
    }
    let mut rate = || {
        let den = 1 + u64::from(dice.below(9));
        let num = u64::from(dice.below(den as u32 + 1));
        let floor = u64::from(dice.below(3));
        Rate { num, den, floor, ceiling: dice.chance(40).then(|| floor + u64::from(dice.below(4))) }
    };
    let strata = vec![
        StratumRate { stratum: "A,示范".into(), rate: rate() },
        StratumRate { stratum: "D".into(), rate: rate() },
    ];
    QuotaRule::Rate { strata, rest: Some(rate()) }
}

fn teams(dice: &mut Dice, plan: &mut TeamPlan) {
    if dice.chance(40) {
        plan.rule.team_unit = TeamUnit::Bundles { size: 1 + dice.below(4) };
    }
    plan.rule.load_limit = dice.chance(50).then(|| 1 + dice.below(3));
    plan.rule.relaxations = Vec::new();
    if let Some(limit) = plan.rule.load_limit.filter(|_| dice.chance(60)) {
        plan.rule.relaxations.push(Relaxation::WiderLoad { limit: limit + 1 });
    }
    if dice.chance(50) {
        plan.rule.relaxations.insert(0, Relaxation::OneInspector);
    }
    if dice.chance(30) {
        plan.needs[0].strata = Some(vec!["A,示范".into(), "B".into()]);
    }
    if dice.chance(20) {
        plan.rule.leader_department = None;
    }
    plan.needs[0].minimum = if dice.chance(80) { 2 } else { 1 };
}

/// A small city under a plan that differs from case to case.
fn city(case: u32) -> City {
    let mut dice = Dice::new(10_000 + case);
    let mut city = City::of(12 + dice.below(30) as usize);
    city.op_share = dice.bytes();
    city.seq = 1 + u64::from(dice.below(1_000));
    city.prev_open = if city.seq == 1 { GENESIS } else { Hex(dice.bytes()) };
    city.plan.quota = quota(&mut dice);
    if dice.chance(25) {
        city.plan.purpose = Purpose::Rehearsal;
        city.plan.entropy = EntropyPlan::Operator {};
    }
    if dice.chance(40) {
        city.plan.openness = Openness::Open { reason: "公开抽取".into() };
    }
    if dice.chance(30) {
        city.plan.window = Period { from: "2025-12-20".into(), to: "2026-01-31".into() };
    }
    if dice.chance(30) {
        city.plan.caps = CapRule { joint: 1 + dice.below(3), authorities: Vec::new() };
    }
    match &mut city.plan.teams {
        Some(plan) if dice.chance(85) => teams(&mut dice, plan),
        plan => *plan = None,
    }
    for row in &mut city.pool {
        let capped = cap_status(&city.plan.caps, &city.plan.window, rows_of(&city.ledger, &row.id));
        row.status = capped.unwrap_or(if dice.chance(10) { 4 } else { 0 });
    }
    city
}

/// A draw that passes over one object whose cap a concurrent draw has filled.
fn with_skip() -> Draw {
    let mut log = log();
    let mut rival = City::new();
    rival.plan.quota = QuotaRule::Total { total: 57 };
    rival.plan.teams = None;
    let first = rival.draw_in(&mut log, &BTreeSet::new(), |_| Vec::new());
    let proof = log.proof(first.result_index, &[]);
    let fill = |id: &str| {
        let at = first.objects.rows.iter().position(|row| row[2] == id).expect("the rival drew everybody");
        let opening = first.objects.open(&first.seed, at).expect("the row exists");
        Filling { result: first.result.clone(), opening, proof: proof.clone() }
    };
    let mut city = City::new();
    city.plan.caps.joint = 1;
    city.ledger.clear();
    city.pool.iter_mut().for_each(|row| row.status = 0);
    let filled: BTreeSet<String> = first.objects.rows.iter().step_by(4).map(|row| row[2].clone()).collect();
    city.draw_in(&mut log, &filled, |selection: &Selection| {
        let skip =
            |s: &sortition::selection::Skipped| Skip { skipped: s.clone(), filled_by: vec![fill(&s.id)] };
        selection.skipped.iter().map(skip).collect()
    })
}

/// Writes the bundles, asks Python once about all of them, and compares.
fn agree(bundles: &[(String, Bundle)], today: &str) -> Vec<u8> {
    agree_under(&trust_file(), bundles, today)
}

fn agree_under(trust: &str, bundles: &[(String, Bundle)], today: &str) -> Vec<u8> {
    let root = tempfile::tempdir().unwrap();
    let trust_path = root.path().join("trust.json");
    std::fs::write(&trust_path, trust).unwrap();
    let trust = Trust::from_json(trust.as_bytes()).unwrap();
    let path = |name: &str| root.path().join(name).to_str().unwrap().to_owned();
    let mut arguments =
        vec!["verify.py".to_owned(), "--trust".into(), path("trust.json"), "--today".into(), today.into()];
    for (name, bundle) in bundles {
        write_dir(Path::new(&path(name)), bundle).unwrap();
        arguments.push(path(name));
    }
    let output = python(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), b"");
    let said = String::from_utf8(output.stdout).unwrap();
    let codes: Vec<u8> =
        bundles.iter().map(|(_, bundle)| verify(bundle, &trust, today).exit_code()).collect();
    assert_eq!(said.lines().count(), bundles.len(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut apart = Vec::new();
    for (((name, bundle), code), line) in bundles.iter().zip(&codes).zip(said.lines()) {
        if python_code(line) != *code {
            apart.push(format!("{name}\n  rust: {}\n  python: {line}", verify(bundle, &trust, today)));
        }
    }
    assert!(apart.is_empty(), "{} of {} apart:\n{}", apart.len(), bundles.len(), apart.join("\n"));
    codes
}

/// The exit status behind a line of `verify.py`, which is `DIR：verdict`.
fn python_code(line: &str) -> u8 {
    let verdict = line.split_once('：').map_or("", |(_, verdict)| verdict);
    match verdict {
        v if v.starts_with("成立") => 0,
        v if v.starts_with("不成立") => 1,
        _ => 2,
    }
}

#[test]
fn both_accept_what_followed_the_protocol() {
    let mut bundles: Vec<_> =
        (0..DRAWS).map(|case| (format!("whole-{case}"), city(case).draw().whole)).collect();
    bundles.push(("skip".into(), with_skip().whole));
    assert!(bundles.iter().any(|(_, b)| String::from_utf8_lossy(&b["teams.csv"]).contains("unstaffed")));
    assert!(agree(&bundles, TODAY).iter().all(|code| *code == 0));
}

#[test]
fn both_read_the_edges_of_the_plan_alike() {
    let rate = || Rate { num: 1, den: 4, floor: 0, ceiling: None };
    let of = |names: &[&str], rest| QuotaRule::Rate {
        strata: names.iter().map(|name| StratumRate { stratum: (*name).into(), rate: rate() }).collect(),
        rest,
    };
    let with = |change: fn(&mut City), quota| {
        let mut city = City::of(24);
        city.plan.quota = quota;
        change(&mut city);
        city.draw().whole
    };
    let unlisted = |city: &mut City| city.plan.teams = None;
    let excluded_for_two_reasons = |city: &mut City| {
        city.pool.iter_mut().filter(|row| row.status == 1).for_each(|row| row.status = 5);
    };
    let bundles = [
        ("absent".to_owned(), with(unlisted, of(&["A,示范", "B", "D", "Z"], None))),
        ("rest".to_owned(), with(unlisted, of(&["Z"], Some(rate())))),
        ("two-reasons".to_owned(), with(excluded_for_two_reasons, of(&[], Some(rate())))),
    ];
    assert_eq!(agree(&bundles, TODAY), [0; 3]);
}

#[test]
fn both_know_a_sealed_receipt_and_its_day() {
    let bundles: Vec<_> = (0..12).map(|case| (format!("sealed-{case}"), city(case).draw().sealed)).collect();
    let before = agree(&bundles, "2026-06-30");
    let after = agree(&bundles, "2026-07-01");
    assert!(before.contains(&2) && after.iter().all(|code| *code == 1), "{before:?} {after:?}");
}

/// Puts the digests right and signs again, as a forger with the office's own key would.
fn resigned(mut bundle: Bundle) -> Bundle {
    let mut receipt: Receipt = json::from_bytes(&bundle[RECEIPT]).unwrap();
    receipt.files.iter_mut().for_each(|(name, digest)| *digest = sha256(&bundle[name]));
    bundle.insert(RECEIPT.to_owned(), json::to_bytes(&receipt).unwrap());
    receipt::sign(bundle, &office_key()).unwrap()
}

#[test]
fn both_refuse_a_flipped_byte_in_any_file() {
    let mut bundles = Vec::new();
    for (case, honest) in
        [city(0).draw().whole, with_skip().whole, city(3).draw().sealed].into_iter().enumerate()
    {
        let mut dice = Dice::new(90 + u32::try_from(case).unwrap());
        for name in honest.keys() {
            for _ in 0..6 {
                let mut bundle = honest.clone();
                let content = bundle.get_mut(name).unwrap();
                let at = dice.below(u32::try_from(content.len()).unwrap()) as usize;
                content[at] ^= 1 << dice.below(8);
                bundles.push((format!("{case}-{name}-{at}-{}", bundles.len()), bundle));
            }
        }
    }
    assert!(agree(&bundles, TODAY).iter().all(|code| *code == 1));
}

#[test]
fn both_say_the_same_when_the_damage_is_signed_again() {
    let mut bundles = Vec::new();
    for (case, honest) in
        [city(0).draw().whole, with_skip().whole, city(3).draw().sealed].into_iter().enumerate()
    {
        let mut dice = Dice::new(190 + u32::try_from(case).unwrap());
        for name in honest.keys().filter(|name| *name != RECEIPT) {
            for _ in 0..6 {
                let mut bundle = honest.clone();
                let content = bundle.get_mut(name).unwrap();
                let at = dice.below(u32::try_from(content.len()).unwrap()) as usize;
                content[at] ^= 1 << dice.below(7);
                bundles.push((format!("{case}-{name}-{at}-{}", bundles.len()), resigned(bundle)));
            }
        }
    }
    // Cosignatures of witnesses whom nobody pinned cannot be judged, so damage to them passes unseen by either.
    let nobody = r#"{"log_keys": [], "receipt_keys": [], "witness_keys": []}"#;
    let codes = agree_under(nobody, &bundles, TODAY);
    assert!(codes.iter().filter(|code| **code == 1).count() * 10 > codes.len() * 9);
}

#[test]
fn both_refuse_a_pinned_witness_whose_cosignature_fails() {
    let honest = city(0).draw().whole;
    let file = "commit.tlog-proof";
    let text = String::from_utf8(honest[file].clone()).unwrap();
    let line = text.lines().last().unwrap();
    let start = text.len() - 1 - line.rsplit(' ').next().unwrap().len();
    // Past the key id (4 bytes), which tells whose signature it is: the time, and the signature itself.
    let bundles: Vec<_> = [8, 12, 20, 60, 90]
        .into_iter()
        .map(|at| {
            let mut bundle = honest.clone();
            let byte = &mut bundle.get_mut(file).unwrap()[start + at];
            *byte = if *byte == b'A' { b'B' } else { b'A' };
            (format!("witness-{at}"), resigned(bundle))
        })
        .collect();
    assert_eq!(agree(&bundles, TODAY), [1; 5]);
}

#[test]
fn both_miss_what_is_missing_and_refuse_what_does_not_belong() {
    let (one, other) = (city(0).draw().whole, city(3).draw().whole);
    let mut bundles = Vec::new();
    for name in one.keys() {
        let (mut without, mut swapped, mut empty) = (one.clone(), one.clone(), one.clone());
        without.remove(name);
        swapped.insert(name.clone(), other[name].clone());
        empty.insert(name.clone(), Vec::new());
        bundles.push((format!("without-{name}"), without));
        bundles.push((format!("swapped-{name}"), swapped));
        bundles.push((format!("empty-{name}"), empty));
    }
    let mut extra = one.clone();
    extra.insert("notes.txt".into(), b"see here".to_vec());
    bundles.push(("extra".into(), extra));
    let codes = agree(&bundles, TODAY);
    assert!(codes.contains(&1) && codes.contains(&2));
}
