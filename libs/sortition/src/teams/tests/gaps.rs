//! What cannot be staffed is named, after the declared relaxations and in their order.

use super::*;

fn names(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| format!("{LEADING}-{n:03}")).collect()
}

fn kept(drawn: &Assignment) -> usize {
    drawn.members.len()
}

#[test]
fn an_object_with_too_few_eligible_inspectors_stays_on_the_list_and_names_them() {
    let mut input = one_department(3, 4);
    [0, 1, 3].iter().for_each(|n| recuse(&mut input, 1, &names(&[*n])[0]));
    let drawn = assign(&input, &key(1)).unwrap();
    let gap = Unstaffed {
        object: "object-0001".to_owned(),
        department: LEADING.to_owned(),
        needed: 2,
        reason: Shortage::TooFewEligible,
        too_small_set: names(&[2]),
    };
    assert_eq!(drawn.unstaffed, [gap]);
    assert_eq!(kept(&drawn), 4);
}

#[test]
fn the_load_limit_names_the_inspectors_who_are_used_up() {
    let mut input = one_department(4, 5);
    input.rule.load_limit = Some(1);
    // Nobody but 0, 1 and 2 may go to the objects 0 and 1: one of these must stay empty whatever the turn.
    for object in [0, 1] {
        names(&[3, 4]).iter().for_each(|name| recuse(&mut input, object, name));
    }
    input.objects.truncate(3);
    for seed in 0..30 {
        let drawn = assign(&input, &key(seed)).unwrap();
        assert_eq!(drawn.unstaffed.len(), 1);
        let gap = &drawn.unstaffed[0];
        assert_eq!(gap.reason, Shortage::LoadLimit { limit: 1 });
        assert_eq!(gap.too_small_set, names(&[0, 1, 2])); // four places for three people with one each
    }
}

#[test]
fn with_one_inspector_allowed_no_object_stays_empty_while_another_has_two() {
    let mut input = one_department(10, 6);
    input.rule.load_limit = Some(2);
    let strict = assign(&input, &key(2)).unwrap();
    assert_eq!((kept(&strict), strict.unstaffed.len()), (12, 4));

    input.rule.relaxations = vec![Relaxation::OneInspector];
    let relaxed = assign(&input, &key(2)).unwrap();
    assert_eq!((kept(&relaxed), relaxed.unstaffed.len()), (12, 0));
    assert_eq!(relaxed.relaxations_applied.len(), 8);
    assert!(relaxed.relaxations_applied.iter().all(|r| team(&relaxed, &r.object, LEADING).len() == 1));
}

#[test]
fn a_wider_load_is_used_only_as_far_as_needed() {
    let mut input = one_department(10, 6);
    input.rule.load_limit = Some(3);
    input.rule.relaxations = vec![Relaxation::WiderLoad { limit: 5 }];
    let drawn = assign(&input, &key(3)).unwrap();
    let mut loads = loads(&input, &drawn, LEADING);
    loads.sort_unstable();
    assert_eq!(loads, [3, 3, 3, 3, 4, 4]);
    assert_eq!(drawn.unstaffed, []);
    assert!(drawn.relaxations_applied.iter().all(|r| r.relaxation == Relaxation::WiderLoad { limit: 5 }));
    assert!((4..=8).contains(&drawn.relaxations_applied.len()));
}

#[test]
fn relaxations_apply_in_the_declared_order() {
    let mut input = one_department(10, 6);
    input.rule.load_limit = Some(2);
    let (one, wider) = (Relaxation::OneInspector, Relaxation::WiderLoad { limit: 4 });
    input.rule.relaxations = vec![one, wider];
    let people_first = assign(&input, &key(4)).unwrap();
    assert!(people_first.relaxations_applied.iter().all(|r| r.relaxation == one));
    input.rule.relaxations = vec![wider, one];
    let load_first = assign(&input, &key(4)).unwrap();
    assert!(load_first.relaxations_applied.iter().all(|r| r.relaxation == wider));
    assert_eq!((kept(&people_first), kept(&load_first)), (12, 20));
}

#[test]
fn relaxations_that_are_not_needed_change_nothing() {
    let mut input = two_departments(9, 4);
    input.rule.load_limit = Some(5);
    let strict = assign(&input, &key(5)).unwrap();
    input.rule.relaxations = vec![Relaxation::OneInspector, Relaxation::WiderLoad { limit: 9 }];
    assert_eq!(assign(&input, &key(5)).unwrap(), strict);
}

#[test]
fn one_departments_gap_leaves_the_others_alone() {
    let mut input = two_departments(5, 4);
    let whole = assign(&input, &key(6)).unwrap();
    input.inspectors.retain(|i| i.department == LEADING);
    let drawn = assign(&input, &key(6)).unwrap();
    assert_eq!(drawn.unstaffed.len(), 5);
    assert!(drawn.unstaffed.iter().all(|u| u.department == OTHER && u.too_small_set.is_empty()));
    let led: Vec<_> = whole.members.into_iter().filter(|m| m.department == LEADING).collect();
    assert_eq!(drawn.members, led);
}
