//! Two concurrent draws: the first fills an object's cap, the second passes it over and proves why.

use std::collections::BTreeSet;

use sortition::plan::*;
use sortition::receipt::{Bundle, Filling, Skip};
use sortition::selection::Selection;
use sortition::trust::Trust;
use sortition::verify::verify;

use crate::world::{City, Draw, TODAY, log};

/// A draw over everybody, so that it reserves a visit of whichever object is asked about.
fn rival() -> City {
    let mut city = City::new();
    city.plan.task = "另一任务".into();
    city.plan.quota = QuotaRule::Total { total: 57 };
    city.plan.teams = None;
    city.seq = 6;
    city
}

fn with_skips(skip: usize, forge: impl Fn(&mut Vec<Skip>)) -> (Draw, BTreeSet<String>) {
    let mut log = log();
    let first = rival().draw_in(&mut log, &BTreeSet::new(), |_| Vec::new());
    let proof = log.proof(first.result_index, &[]);
    let foremost = City::new().draw().selection.drawn;
    let filled: BTreeSet<String> = foremost.into_iter().take(skip).map(|d| d.id).collect();
    let fill = |id: &str| {
        let at = first.objects.rows.iter().position(|row| row[2] == id).unwrap();
        let opening = first.objects.open(&first.seed, at).unwrap();
        Filling { result: first.result.clone(), opening, proof: proof.clone() }
    };
    let evidence = |selection: &Selection| {
        let mut skips: Vec<Skip> = selection
            .skipped
            .iter()
            .map(|s| Skip { skipped: s.clone(), filled_by: vec![fill(&s.id)] })
            .collect();
        forge(&mut skips);
        skips
    };
    let mut city = City::new();
    city.plan.caps.joint = 1; // so that one other draw fills it
    city.ledger.clear();
    city.pool.iter_mut().for_each(|row| row.status = 0);
    (city.draw_in(&mut log, &filled, evidence), filled)
}

fn exit(bundle: &Bundle) -> (u8, String) {
    let verdict = verify(bundle, &Trust::default(), TODAY);
    (verdict.exit_code(), verdict.to_string())
}

#[test]
fn a_skip_with_its_proof_holds() {
    let (draw, filled) = with_skips(60, |_| {});
    let skipped: BTreeSet<String> = draw.selection.skipped.iter().map(|s| s.id.clone()).collect();
    assert!(!skipped.is_empty() && skipped.is_subset(&filled));
    let (code, shown) = exit(&draw.whole);
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains(&format!("跳过 {} 户", skipped.len())), "{shown}");
}

#[test]
fn a_skip_without_proof_or_with_another_objects_proof_differs() {
    let nothing = with_skips(60, |skips| skips[0].filled_by.clear()).0;
    let (code, shown) = exit(&nothing.whole);
    assert!(code == 1 && shown.contains("cutoffs.json /skips/0"), "{shown}");
    let twice = with_skips(60, |skips| {
        let one = skips[0].filled_by[0].clone();
        skips[0].filled_by.push(one);
    });
    assert_eq!(exit(&twice.0.whole).0, 1);
    let other = with_skips(60, |skips| skips[0].filled_by[0].opening.row[2].push('x')).0;
    assert_eq!(exit(&other.whole).0, 1);
    let unlogged = with_skips(60, |skips| skips[0].filled_by[0].result.drawn += 1).0;
    assert_eq!(exit(&unlogged.whole).0, 1);
}

#[test]
fn one_reservation_does_not_fill_a_cap_of_two() {
    let mut log = log();
    let first = rival().draw_in(&mut log, &BTreeSet::new(), |_| Vec::new());
    let proof = log.proof(first.result_index, &[]);
    let strict = || {
        let mut city = City::new();
        city.plan.caps.authorities.clear();
        city.pool.iter_mut().filter(|row| row.status == 2).for_each(|row| row.status = 0);
        city
    };
    // What was skipped does not enter the seed: the same city draws the same objects first.
    let on_ledger = |id: &str| City::new().ledger.iter().any(|row| row.object == id);
    let drawn = strict().draw().selection.drawn;
    let free = drawn.into_iter().map(|d| d.id).find(|id| !on_ledger(id)).unwrap();
    let draw = strict().draw_in(&mut log, &BTreeSet::from([free]), |selection| {
        let fill = |id: &str| {
            let at = first.objects.rows.iter().position(|row| row[2] == id).unwrap();
            let opening = first.objects.open(&first.seed, at).unwrap();
            vec![Filling { result: first.result.clone(), opening, proof: proof.clone() }]
        };
        selection.skipped.iter().map(|s| Skip { skipped: s.clone(), filled_by: fill(&s.id) }).collect()
    });
    assert_eq!(draw.selection.skipped.len(), 1);
    let (code, shown) = exit(&draw.whole);
    assert!(code == 1 && shown.contains("没有占满上限"), "{shown}");
}
