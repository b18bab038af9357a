//! Loads are as even as any assignment could make them.

use proptest::prelude::*;

use super::*;

#[test]
fn loads_differ_by_at_most_one_where_everybody_may_go_everywhere() {
    for (objects, people) in [(1, 2), (7, 3), (50, 9), (101, 30), (13, 40)] {
        let input = one_department(objects, people);
        let drawn = assign(&input, &key(objects)).unwrap();
        assert!(spread(&loads(&input, &drawn, LEADING)) <= 1, "{objects} objects, {people} inspectors");
    }
}

#[test]
fn leaderships_differ_by_at_most_one_where_everybody_may_go_everywhere() {
    let input = one_department(60, 9);
    for seed in 0..20 {
        let drawn = assign(&input, &key(seed)).unwrap();
        let led = |i: &Inspector| {
            drawn.members.iter().filter(|m| m.inspector == i.id && m.role == Role::Leader).count()
        };
        let led: Vec<_> = input.inspectors.iter().map(led).collect();
        assert!(spread(&led) <= 1, "{led:?}");
    }
}

#[test]
fn exchanges_even_out_what_the_turn_of_the_objects_made_uneven() {
    // Two inspectors may go to object 0 alone; only moving others away from it lets everybody carry the same.
    let mut input = one_department(3, 6);
    for person in ["scjg-000", "scjg-001"] {
        recuse(&mut input, 1, person);
        recuse(&mut input, 2, person);
    }
    for seed in 0..50 {
        let drawn = assign(&input, &key(seed)).unwrap();
        assert_eq!(team(&drawn, "object-0000", LEADING), ["scjg-000", "scjg-001"]);
        assert_eq!(loads(&input, &drawn, LEADING), [1; 6]);
    }
}

#[test]
fn a_large_city_is_staffed_evenly() {
    let departments = ["a", "b", "c", "d", "e", "f"];
    let mut input = one_department(3_000, 0);
    input.rule.leader_department = Some("a".to_owned());
    let needs: Vec<_> = departments.iter().map(|d| need(d, 2)).collect();
    input.objects.iter_mut().for_each(|object| object.needs = needs.clone());
    input.inspectors = departments.iter().flat_map(|d| (0..50).map(|n| inspector(d, n))).collect();
    for n in 0..3_000 {
        recuse(&mut input, n, &format!("{}-{:03}", departments[n as usize % 6], n % 50));
    }
    let drawn = assign(&input, &key(8)).unwrap();
    assert_eq!(drawn.members.len(), 3_000 * 6 * 2);
    for department in departments {
        assert_eq!(spread(&loads(&input, &drawn, department)), 0);
    }
}

/// Every choice of two out of the eligible people of each object.
fn all_ways(eligible: &[Vec<usize>], people: usize) -> Vec<Vec<usize>> {
    let Some((last, earlier)) = eligible.split_last() else { return vec![vec![0; people]] };
    let mut ways = Vec::new();
    for loads in all_ways(earlier, people) {
        for (n, a) in last.iter().enumerate() {
            for b in &last[n + 1..] {
                let mut loads = loads.clone();
                loads[*a] += 1;
                loads[*b] += 1;
                ways.push(loads);
            }
        }
    }
    ways
}

fn falling(mut loads: Vec<usize>) -> Vec<usize> {
    loads.sort_unstable_by(|a, b| b.cmp(a));
    loads
}

/// `[object][inspector]`, drawn as recusals.
pub(super) fn any_graph() -> impl Strategy<Value = Vec<Vec<bool>>> {
    (1..5usize, 2..6usize).prop_flat_map(|(objects, people)| {
        prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.65), people), objects)
    })
}

pub(super) fn with_graph(graph: &[Vec<bool>]) -> Input {
    let mut input = one_department(u32::try_from(graph.len()).unwrap(), graph[0].len());
    for (object, row) in (0u32..).zip(graph) {
        for (person, _) in row.iter().enumerate().filter(|(_, may)| !**may) {
            recuse(&mut input, object, &format!("{LEADING}-{person:03}"));
        }
    }
    input
}

pub(super) fn eligible(graph: &[Vec<bool>]) -> Vec<Vec<usize>> {
    graph.iter().map(|row| (0..row.len()).filter(|p| row[*p]).collect()).collect()
}

proptest! {
    #[test]
    fn no_other_assignment_is_more_even(graph in any_graph(), seed: u32) {
        let input = with_graph(&graph);
        let drawn = assign(&input, &key(seed)).unwrap();
        let staffable: Vec<_> = eligible(&graph).into_iter().filter(|people| people.len() >= 2).collect();
        // The least sequence of loads, greatest first, is the most even one in every sense.
        let best = all_ways(&staffable, graph[0].len()).into_iter().map(falling).min();
        prop_assert_eq!(Some(falling(loads(&input, &drawn, LEADING))), best);
        prop_assert_eq!(drawn.unstaffed.len(), graph.len() - staffable.len());
    }

    #[test]
    fn under_a_limit_an_object_is_left_only_if_it_does_not_fit(graph in any_graph(), seed: u32, limit in 1..3u32) {
        let mut input = with_graph(&graph);
        input.rule.load_limit = Some(limit);
        let drawn = assign(&input, &key(seed)).unwrap();
        let limit = usize::try_from(limit).unwrap();
        prop_assert!(loads(&input, &drawn, LEADING).iter().all(|load| *load <= limit));
        let left = |n: &usize| drawn.unstaffed.iter().any(|u| u.object == input.objects[*n].id);
        let fits = |objects: &[usize]| {
            let these: Vec<_> = objects.iter().map(|n| eligible(&graph)[*n].clone()).collect();
            all_ways(&these, graph[0].len()).iter().any(|loads| loads.iter().all(|load| *load <= limit))
        };
        let staffed: Vec<usize> = (0..graph.len()).filter(|n| !left(n)).collect();
        prop_assert!(fits(&staffed));
        for extra in (0..graph.len()).filter(left) {
            let more: Vec<usize> = staffed.iter().copied().chain([extra]).collect();
            prop_assert!(!fits(&more));
        }
    }
}
