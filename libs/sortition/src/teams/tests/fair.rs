//! Over many keys, equally eligible inspectors are equally likely. The keys are fixed, so these tests cannot flicker.

use std::collections::BTreeMap;

use super::*;

const KEYS: u32 = 4_000;

/// Pearson's statistic of counts that should be equal, times 1000, in integers.
fn chi_square_per_mille(counts: &[u64]) -> u64 {
    let (total, cells) = (counts.iter().sum::<u64>(), counts.len() as u64);
    // Σ (c − t/k)² / (t/k) = Σ (k·c − t)² / (k·t)
    let deviations: u64 = counts.iter().map(|c| (cells * c).abs_diff(total).pow(2)).sum();
    1_000 * deviations / (cells * total)
}

fn count<K: Ord>(input: &Input, keys: impl Fn(&Assignment) -> Vec<K>) -> Vec<u64> {
    let mut counts = BTreeMap::new();
    for seed in 0..KEYS {
        for key in keys(&assign(input, &key(seed)).unwrap()) {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    counts.into_values().collect()
}

fn people_at(drawn: &Assignment, object: &str) -> Vec<String> {
    team(drawn, object, LEADING).into_iter().map(str::to_owned).collect()
}

#[test]
fn every_pair_is_equally_likely_at_an_object() {
    let input = one_department(5, 6);
    let pairs = count(&input, |drawn| vec![people_at(drawn, "object-0003")]);
    assert_eq!(pairs.len(), 15);
    // 14 degrees of freedom: 36.1 is exceeded once in a thousand times.
    assert!(chi_square_per_mille(&pairs) < 36_100, "{pairs:?}");
}

#[test]
fn every_inspector_is_equally_likely_to_lead() {
    let input = one_department(4, 7);
    let led = count(&input, |drawn| {
        let leader = |m: &&Member| m.object == "object-0001" && m.role == Role::Leader;
        drawn.members.iter().filter(leader).map(|m| m.inspector.clone()).collect()
    });
    assert_eq!(led.len(), 7);
    // 6 degrees of freedom; these counts add up to one per key.
    assert!(chi_square_per_mille(&led) < 22_500, "{led:?}");
}

#[test]
fn equally_eligible_inspectors_stay_equally_likely_among_unequal_ones() {
    // 0 and 1 may go to the objects 0 and 1 only; 2 to 6 everywhere, so exchanges are needed.
    let mut input = one_department(4, 7);
    for object in [2, 3] {
        recuse(&mut input, object, "scjg-000");
        recuse(&mut input, object, "scjg-001");
    }
    let at_first = count(&input, |drawn| people_at(drawn, "object-0000"));
    assert_eq!(at_first.len(), 7);
    // 1 and 4 degrees of freedom.
    assert!(chi_square_per_mille(&at_first[..2]) < 10_900, "{at_first:?}");
    assert!(chi_square_per_mille(&at_first[2..]) < 18_500, "{at_first:?}");
}

#[test]
fn the_object_that_stays_short_is_drawn_too() {
    let mut input = one_department(6, 4);
    input.rule.load_limit = Some(2);
    let short = count(&input, |drawn| drawn.unstaffed.iter().map(|u| u.object.clone()).collect());
    assert_eq!(short.iter().sum::<u64>(), u64::from(KEYS) * 2);
    // 5 degrees of freedom.
    assert!(chi_square_per_mille(&short) < 20_500, "{short:?}");
}

#[test]
fn objects_share_no_fixed_pairs() {
    // A draw that dealt people from one shuffled list would give two objects with the same first inspector the same second.
    let input = one_department(6, 4);
    let repeated = count(&input, |drawn| {
        let pairs: Vec<_> = input.objects.iter().map(|o| people_at(drawn, &o.id)).collect();
        vec![pairs.iter().collect::<std::collections::BTreeSet<_>>().len()]
    });
    assert!(repeated.len() > 1, "{repeated:?}");
}
