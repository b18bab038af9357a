//! The team rule of art. 17: who may be drawn, how many, and who leads.

use proptest::prelude::*;

use super::*;

#[test]
fn each_department_sends_two_and_the_initiating_one_leads() {
    let input = two_departments(30, 7);
    let drawn = assign(&input, &key(1)).unwrap();
    assert_eq!((drawn.unstaffed.len(), drawn.relaxations_applied.len()), (0, 0));
    for object in &input.objects {
        assert_eq!(team(&drawn, &object.id, LEADING).len(), 2);
        assert_eq!(team(&drawn, &object.id, OTHER).len(), 2);
        let leaders: Vec<_> =
            drawn.members.iter().filter(|m| m.object == object.id && m.role == Role::Leader).collect();
        assert_eq!(leaders.len(), 1);
        assert_eq!(leaders[0].department, LEADING);
    }
}

#[test]
fn one_inspector_is_enough_where_a_basis_is_recorded() {
    let mut input = one_department(3, 4);
    input.objects[1].needs[0].minimum = 1;
    let drawn = assign(&input, &key(2)).unwrap();
    assert_eq!(team(&drawn, "object-0001", LEADING).len(), 1);
    assert_eq!(drawn.relaxations_applied, []);
}

/// Inspector 0 is spoilt, the other two must then serve every object.
fn never_draws(spoil: impl Fn(&mut Inspector)) {
    let mut input = one_department(4, 3);
    spoil(&mut input.inspectors[0]);
    let drawn = assign(&input, &key(3)).unwrap();
    assert!(drawn.members.iter().all(|m| m.inspector != input.inspectors[0].id));
    assert_eq!(drawn.members.len(), 8);
}

#[test]
fn whoever_does_not_qualify_is_never_drawn() {
    never_draws(|i| i.available = false);
    never_draws(|i| i.valid_from = "2026-03-03".to_owned());
    never_draws(|i| i.valid_until = "2026-03-30".to_owned());
    never_draws(|i| i.items = vec!["another-item".to_owned()]);
    never_draws(|i| i.items = Vec::new());
    never_draws(|i| i.absences = vec![period("2026-02-01", "2026-03-02")]);
    never_draws(|i| {
        i.absences = vec![period("2026-01-01", "2026-01-02"), period("2026-03-31", "2026-03-31")]
    });
    never_draws(|i| i.department = OTHER.to_owned());
}

#[test]
fn whoever_just_qualifies_is_drawn() {
    let mut input = one_department(1, 2);
    input.inspectors[0].valid_from = "2026-03-02".to_owned();
    input.inspectors[0].valid_until = "2026-03-31".to_owned();
    input.inspectors[0].items = vec!["another-item".to_owned(), format!("{LEADING}-item")];
    input.inspectors[0].absences =
        vec![period("2026-02-01", "2026-03-01"), period("2026-04-01", "2026-04-01")];
    assert_eq!(team(&assign(&input, &key(4)).unwrap(), "object-0000", LEADING).len(), 2);
}

#[test]
fn a_recused_inspector_is_kept_from_that_object_only() {
    let mut input = one_department(6, 3);
    recuse(&mut input, 2, "scjg-001");
    recuse(&mut input, 999, "scjg-000");
    for seed in 0..20 {
        let drawn = assign(&input, &key(seed)).unwrap();
        assert_eq!(team(&drawn, "object-0002", LEADING), ["scjg-000", "scjg-002"]);
        assert_eq!(loads(&input, &drawn, LEADING), [4, 4, 4]);
    }
}

#[test]
fn a_team_serves_the_whole_of_its_bundle() {
    let mut input = two_departments(10, 6);
    input.rule.team_unit = TeamUnit::Bundles { size: 4 };
    recuse(&mut input, 5, "scjg-000");
    input.objects[6].needs[1].items = vec!["special".to_owned()];
    input.inspectors[6].items = vec![format!("{OTHER}-item")];
    for seed in 0..20 {
        let drawn = assign(&input, &key(seed)).unwrap();
        for run in input.objects.chunks(4) {
            for department in [LEADING, OTHER] {
                let first = team(&drawn, &run[0].id, department);
                assert_eq!(first.len(), 2);
                assert!(run.iter().all(|object| team(&drawn, &object.id, department) == first));
            }
        }
        assert!(!team(&drawn, "object-0004", LEADING).contains(&"scjg-000"));
        assert!(!team(&drawn, "object-0007", OTHER).contains(&"sthj-000"));
    }
}

#[test]
fn a_department_has_no_row_where_it_decides_nothing() {
    let mut input = two_departments(4, 4);
    input.rule.team_unit = TeamUnit::Bundles { size: 2 };
    input.objects[1].needs.pop();
    let drawn = assign(&input, &key(5)).unwrap();
    assert_eq!(team(&drawn, "object-0000", OTHER).len(), 2);
    assert_eq!(team(&drawn, "object-0001", OTHER), [""; 0]);
}

#[test]
fn a_department_that_draws_separately_gets_what_a_joint_draw_gives() {
    let input = two_departments(12, 5);
    let joint = assign(&input, &key(6)).unwrap();
    let mut alone = input.clone();
    alone.rule.leader_department = None;
    alone.objects.iter_mut().for_each(|object| object.needs.retain(|need| need.department == OTHER));
    let separate = assign(&alone, &key(6)).unwrap();
    let theirs: Vec<_> = joint.members.into_iter().filter(|m| m.department == OTHER).collect();
    assert_eq!(separate.members, theirs);
}

fn refused(spoil: impl Fn(&mut Input)) -> InputFault {
    let mut input = two_departments(3, 3);
    spoil(&mut input);
    assign(&input, &key(7)).unwrap_err()
}

#[test]
fn input_that_contradicts_itself_is_refused() {
    let name = || "object-0000".to_owned();
    assert_eq!(refused(|i| i.objects[1].id = name()), InputFault::ObjectTwice(name()));
    assert_eq!(refused(|i| i.objects[1].rank = 0), InputFault::RankTwice(0));
    assert_eq!(
        refused(|i| i.inspectors[1].id = "sthj-001".into()),
        InputFault::InspectorTwice("sthj-001".into())
    );
    assert!(matches!(refused(|i| i.objects[0].needs[1] = need(LEADING, 2)), InputFault::NeedTwice { .. }));
    assert!(matches!(refused(|i| i.objects[0].needs[1].minimum = 0), InputFault::NoMinimum { .. }));
    assert_eq!(refused(|i| drop(i.objects[0].needs.remove(0))), InputFault::LeaderMissing(name()));
    assert_eq!(refused(|i| i.window.to = "2026-02-30".into()), InputFault::NotADate("2026-02-30".into()));
    assert!(matches!(refused(|i| i.window.to = "2026-03-01".into()), InputFault::EndsBeforeItBegins(..)));
    assert_eq!(refused(|i| i.rule.team_unit = TeamUnit::Bundles { size: 0 }), InputFault::EmptyBundle);
    assert_eq!(refused(|i| i.rule.load_limit = Some(0)), InputFault::NoLoad);
    assert_eq!(
        refused(|i| i.rule.relaxations = vec![Relaxation::WiderLoad { limit: 9 }]),
        InputFault::NotWider
    );
    assert_eq!(
        refused(|i| i.rule.relaxations = vec![Relaxation::OneInspector; 2]),
        InputFault::RelaxationTwice
    );
}

/// Any small input, with everything that can differ between inspectors.
pub(super) fn any_input() -> impl Strategy<Value = Input> {
    let shape = (1..8u32, 1..6usize, 0..3u32, prop::option::of(1..4u32), 0..4usize);
    (shape, prop::collection::vec((0..8u32, 0..12usize), 0..14), prop::collection::vec(0..8usize, 12))
        .prop_map(|((objects, people, size, load_limit, relaxed), recusals, spoilt)| {
            let mut input = two_departments(objects, people);
            input.rule.load_limit = load_limit;
            if size > 0 {
                input.rule.team_unit = TeamUnit::Bundles { size };
            }
            let wider = load_limit.map(|limit| Relaxation::WiderLoad { limit: limit + 1 });
            input.rule.relaxations = match relaxed {
                0 => Vec::new(),
                1 => vec![Relaxation::OneInspector],
                2 => wider.into_iter().chain([Relaxation::OneInspector]).collect(),
                _ => [Relaxation::OneInspector].into_iter().chain(wider).collect(),
            };
            for (inspector, spoilt) in input.inspectors.iter_mut().zip(spoilt) {
                inspector.available = spoilt != 0;
            }
            for (object, person) in recusals {
                let person = input.inspectors[person % input.inspectors.len()].id.clone();
                recuse(&mut input, object, &person);
            }
            input
        })
}

proptest! {
    #[test]
    fn the_rule_holds_or_the_gap_is_named(input in any_input(), seed: u32) {
        let drawn = assign(&input, &key(seed)).unwrap();
        for object in &input.objects {
            for need in &object.needs {
                let team = team(&drawn, &object.id, &need.department);
                let here = |o: &str, d: &str| o == object.id && d == need.department;
                let gap = drawn.unstaffed.iter().any(|u| here(&u.object, &u.department));
                let one = drawn.relaxations_applied.iter()
                    .any(|r| here(&r.object, &r.department) && r.relaxation == Relaxation::OneInspector);
                prop_assert_eq!(team.len(), if gap { 0 } else if one { 1 } else { 2 });
                for person in team {
                    let person = input.inspectors.iter().find(|i| i.id == person).unwrap();
                    prop_assert_eq!(&person.department, &need.department);
                    prop_assert_eq!(person.bar(&need.items, &input.window), None);
                    prop_assert!(!input.recusals.iter().any(|r| r.object == object.id && r.inspector == person.id));
                }
            }
            let leaders = drawn.members.iter().filter(|m| m.object == object.id && m.role == Role::Leader);
            let led: Vec<_> = leaders.map(|m| m.department.as_str()).collect();
            let gap = drawn.unstaffed.iter().any(|u| u.object == object.id && u.department == LEADING);
            prop_assert_eq!(led, if gap { vec![] } else { vec![LEADING] });
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(input in any_input(), seed: u32, turn in 0..9usize) {
        let mut other = input.clone();
        other.objects.reverse();
        let (objects, people) = (turn % other.objects.len(), turn % other.inspectors.len());
        other.objects.rotate_left(objects);
        other.objects.iter_mut().for_each(|object| object.needs.reverse());
        other.inspectors.rotate_left(people);
        other.recusals.reverse();
        prop_assert_eq!(assign(&input, &key(seed)), assign(&other, &key(seed)));
    }
}
