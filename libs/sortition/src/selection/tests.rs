use std::collections::BTreeMap;

use super::*;
use crate::encoding::{Hex, sha256};
use crate::plan::QuotaRule;
use proptest::prelude::*;

fn row(id: String, stratum: &str) -> PoolRow {
    PoolRow { id, stratum: stratum.into(), weight: 1, status: 0, salt: Hex([0; 16]) }
}

fn pool(n: u32) -> Vec<PoolRow> {
    (0..n).map(|i| row(format!("91{i:016}"), ["城区", "乡镇"][usize::from(i % 3 == 0)])).collect()
}

fn quotas(pool: &[PoolRow], total: u64) -> Quotas {
    let mut eligible = BTreeMap::new();
    pool.iter()
        .filter(|r| r.is_eligible())
        .for_each(|r| *eligible.entry(r.stratum.clone()).or_insert(0) += 1);
    QuotaRule::Total { total }.quotas(&eligible).unwrap()
}

fn draw(k: Hash, quotas: &Quotas, rows: Vec<PoolRow>) -> Selection {
    select::<SelectionFault>(k, quotas, rows.into_iter().map(Ok)).unwrap()
}

/// The definition, as slow as it is plain: sort every eligible row by key, take the quota.
fn by_sorting(k: Hash, quotas: &Quotas, rows: &[PoolRow]) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for (stratum, quota) in quotas {
        let mut keyed: Vec<_> = rows.iter().filter(|r| r.is_eligible() && r.stratum == *stratum).collect();
        keyed.sort_by_key(|r| tickets::key(&k, &r.id, 1));
        for (rank, r) in (1..).zip(keyed.into_iter().take(quota.quota as usize)) {
            drawn.push(Drawn {
                stratum: stratum.clone(),
                rank,
                id: r.id.clone(),
                key: tickets::key(&k, &r.id, 1),
            });
        }
    }
    drawn
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn order_and_shards_do_not_matter(seed: [u8; 32], n in 1u32..400, part in 0u64..=100, cut in 0usize..400) {
        let (k, rows) = (Hex(seed), pool(n));
        let quotas = quotas(&rows, u64::from(n) * part / 100);
        let whole = draw(k, &quotas, rows.clone());
        prop_assert_eq!(&whole.drawn, &by_sorting(k, &quotas, &rows));

        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|r| sha256(r.id.as_bytes()));
        prop_assert_eq!(&draw(k, &quotas, shuffled), &whole);

        let (left, right) = rows.split_at(cut.min(rows.len()));
        let shard = |rows: &[PoolRow]| {
            let mut selector = Selector::new(k, &quotas, 0);
            rows.iter().for_each(|r| selector.offer(r).unwrap());
            selector
        };
        let mut merged = shard(right);
        merged.merge(shard(left));
        prop_assert_eq!(merged.finish().settle(&BTreeSet::new()).unwrap(), whole);
    }

    #[test]
    fn removing_an_undrawn_object_changes_nothing_but_the_count(seed: [u8; 32], n in 10u32..200, victim in 0usize..200) {
        let (k, mut rows) = (Hex(seed), pool(n));
        let quotas = quotas(&rows, u64::from(n) / 3);
        let before = draw(k, &quotas, rows.clone()).drawn;
        let victim = rows.swap_remove(victim % rows.len());
        let after = draw(k, &quotas, rows).drawn;
        if before.iter().any(|d| d.id == victim.id) {
            let ids = |drawn: &[Drawn]| drawn.iter().map(|d| d.id.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(ids(&before).difference(&ids(&after)).count(), 1);
        } else {
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn the_cutoff_tells_each_object_its_own_fate(seed: [u8; 32], n in 1u32..200) {
        let (k, rows) = (Hex(seed), pool(n));
        let selection = draw(k, &quotas(&rows, u64::from(n).div_ceil(4)), rows.clone());
        let cutoff = |stratum: &str| selection.cutoffs.iter().find(|c| c.stratum == stratum).and_then(|c| c.cutoff);
        for r in rows {
            let says = cutoff(&r.stratum).is_some_and(|c| tickets::within_cutoff(&k, &r.id, 1, &c));
            prop_assert_eq!(says, selection.drawn.iter().any(|d| d.id == r.id));
        }
    }

    #[test]
    fn a_filled_object_gives_way_to_the_next_key(seed: [u8; 32], skips in 0usize..6) {
        let (k, rows) = (Hex(seed), pool(60));
        let quotas = quotas(&rows, 12);
        let mut selector = Selector::new(k, &quotas, skips as u64);
        rows.iter().for_each(|r| selector.offer(r).unwrap());
        let candidates = selector.finish();
        let filled: BTreeSet<String> = candidates.foremost().take(skips).map(str::to_owned).collect();
        let selection = candidates.settle(&filled).unwrap();
        let rest: Vec<PoolRow> = rows.into_iter().filter(|r| !filled.contains(&r.id)).collect();
        prop_assert_eq!(&selection.drawn, &by_sorting(k, &quotas, &rest));
        let skipped: BTreeSet<String> = selection.skipped.iter().map(|s| s.id.clone()).collect();
        prop_assert_eq!(skipped, filled);
    }
}

#[test]
fn excluded_objects_are_never_drawn() {
    let mut rows = pool(90);
    rows.iter_mut().step_by(2).for_each(|r| r.status = 1);
    let excluded: BTreeSet<String> = rows.iter().filter(|r| !r.is_eligible()).map(|r| r.id.clone()).collect();
    let quotas = quotas(&rows, 45);
    let selection = draw(Hex([1; 32]), &quotas, rows);
    assert_eq!(selection.drawn.len(), 45);
    assert!(selection.drawn.iter().all(|d| !excluded.contains(&d.id)));
}

#[test]
fn a_stratum_runs_dry_visibly_and_a_short_reserve_is_an_error() {
    let rows: Vec<PoolRow> = (0..4).map(|i| row(format!("o{i}"), "s")).collect();
    let filled: BTreeSet<String> = ["o0", "o1"].map(str::to_owned).into();
    let settle = |reserve| {
        let mut selector = Selector::new(Hex([2; 32]), &quotas(&rows, 3), reserve);
        rows.iter().for_each(|r| selector.offer(r).unwrap());
        selector.finish().settle(&filled)
    };
    let dry = settle(2).unwrap();
    assert_eq!((dry.cutoffs[0].quota, dry.cutoffs[0].drawn), (3, 2));
    assert_eq!(settle(0), Err(SelectionFault::ReserveExhausted("s".into())));
}

#[test]
fn a_stratum_that_was_not_frozen_is_refused() {
    let mut selector = Selector::new(Hash::ZERO, &Quotas::new(), 0);
    let fault = SelectionFault::UnknownStratum { id: "a".into(), stratum: "s".into() };
    assert_eq!(selector.offer(&row("a".into(), "s")), Err(fault));
}

/// The cases in which every (N/n)-th row of a sorted list leaves objects that can never be drawn: here each object is
/// drawn by some seed, and the frequencies are those of simple random sampling.
#[test]
fn every_object_can_be_drawn() {
    for (n, k) in [(2999, 1000), (1000, 30), (5999, 2000)] {
        let rows: Vec<PoolRow> = (0..n).map(|i| row(format!("91{i:016}"), "全部")).collect();
        let quotas = quotas(&rows, k);
        let mut never: BTreeSet<String> = rows.iter().map(|r| r.id.clone()).collect();
        for round in 0u32..1_000 {
            let selection = draw(sha256(&round.to_be_bytes()), &quotas, rows.clone());
            assert_eq!(selection.drawn.len() as u64, k);
            for drawn in &selection.drawn {
                never.remove(&drawn.id);
            }
            if never.is_empty() {
                break;
            }
        }
        assert!(never.is_empty(), "{} of {n} were never drawn", never.len());
    }
}

/// Inclusion counts over 4,000 fixed seeds. With 299 degrees of freedom, chi-square (scaled by the variance of
/// sampling without replacement) stays below 379 in all but one of a thousand lots, and above 228.
#[test]
fn inclusion_frequencies_pass_a_chi_square_test() {
    let (n, k, rounds) = (300u32, 100u64, 4_000u32);
    let rows: Vec<PoolRow> = (0..n).map(|i| row(format!("91{i:016}"), "全部")).collect();
    let quotas = quotas(&rows, k);
    let mut counts: BTreeMap<String, u32> = rows.iter().map(|r| (r.id.clone(), 0)).collect();
    for round in 0..rounds {
        for drawn in draw(sha256(&round.to_le_bytes()), &quotas, rows.clone()).drawn {
            *counts.entry(drawn.id).or_default() += 1;
        }
    }
    let p = k as f64 / f64::from(n);
    let (expected, variance) = (f64::from(rounds) * p, f64::from(rounds) * p * (1.0 - p));
    let sum: f64 = counts.values().map(|c| (f64::from(*c) - expected).powi(2) / variance).sum();
    let chi_square = sum * f64::from(n - 1) / f64::from(n);
    assert!((228.0..379.0).contains(&chi_square), "chi-square {chi_square}");
}
