//! Every event type has its golden file, so that a change of what is published cannot go unseen; and no golden file
//! outlives its type, for what has been published stays readable for good.

use crate::{events, tree::Tree};

const DIRECTORIES: [&str; 2] = ["libs/contracts/tests/golden/", "libs/contracts/tests/golden/schemas/"];

pub fn broken(tree: &Tree) -> Vec<String> {
    let known = events::known(tree);
    let mut bad = Vec::new();
    for directory in DIRECTORIES {
        let wanted = known.iter().map(|kind| format!("{directory}{kind}.json"));
        bad.extend(wanted.filter(|path| !tree.has(path)).map(|path| format!("{path} is missing")));
        let there = tree.files(directory, ".json").filter_map(|(path, _)| path.strip_prefix(directory));
        let left =
            there.filter(|name| !name.contains('/') && !known.contains(name.trim_end_matches(".json")));
        bad.extend(left.map(|name| format!("{directory}{name} is of no known type")));
    }
    bad
}

#[test]
fn every_event_type_has_its_golden_files() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn a_missing_file_and_one_left_over_are_found() {
    let tree = Tree::of(&[
        ("libs/contracts/src/events/pool.rs", "\"suiji.pool.a.v1\" \"suiji.pool.b.v1\""),
        ("libs/contracts/tests/golden/suiji.pool.a.v1.json", ""),
        ("libs/contracts/tests/golden/suiji.pool.gone.v1.json", ""),
        ("libs/contracts/tests/golden/schemas/suiji.pool.a.v1.json", ""),
        ("libs/contracts/tests/golden/schemas/suiji.pool.b.v1.json", ""),
    ]);
    let expected = [
        "libs/contracts/tests/golden/suiji.pool.b.v1.json is missing",
        "libs/contracts/tests/golden/suiji.pool.gone.v1.json is of no known type",
    ];
    assert_eq!(broken(&tree), expected);
}
