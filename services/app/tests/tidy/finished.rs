//! Nothing half done: no stub, no test that is passed over, no module file of the old kind.

use crate::{code, tree::Tree};

/// Where processes of their own are watched, which tell nobody that they have ended.
const OF_PROCESSES: &str = "services/app/tests/processes/";
const UNFINISHED: [&str; 6] = ["todo!", "unimplemented!", "#[ignore]", "#[ignore =", "dbg!", "thread::sleep"];

pub fn broken(tree: &Tree) -> Vec<String> {
    let mut bad = Vec::new();
    for source in tree.rust() {
        let may_sleep = source.path.starts_with(OF_PROCESSES);
        let needles = if may_sleep { &UNFINISHED[..UNFINISHED.len() - 1] } else { &UNFINISHED };
        bad.extend(code::find(source.path, &source.split.code, needles));
        if source.path.ends_with("/mod.rs") {
            bad.push(format!("{}: modules are foo.rs with foo/", source.path));
        }
    }
    bad
}

#[test]
fn nothing_is_half_done() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn a_stub_and_a_test_passed_over_are_found() {
    let tree = Tree::of(&[
        ("libs/a/src/lib.rs", "fn a() {\n    todo!(\"later\")\n}\n// todo!\nlet my_todo = 1;"),
        ("libs/a/tests/it/mod.rs", "#[test]\n#[ignore = \"slow\"]\nfn b() {}"),
    ]);
    let expected = [
        "libs/a/src/lib.rs:2: todo!",
        "libs/a/tests/it/mod.rs:2: #[ignore =",
        "libs/a/tests/it/mod.rs: modules are foo.rs with foo/",
    ];
    assert_eq!(broken(&tree), expected);
}
