//! A file is read at one sitting and a function at one look.

use crate::{code, tree::Tree};

const FILE: usize = 400;
const FUNCTION: usize = 70;

pub fn broken(tree: &Tree) -> Vec<String> {
    let mut bad = Vec::new();
    for source in tree.rust() {
        let lines = source.text.lines().count();
        if lines > FILE {
            bad.push(format!("{}: {lines} lines", source.path));
        }
        let functions = code::functions(&source.split.code);
        bad.extend(functions.into_iter().filter(|function| function.lines > FUNCTION).map(|function| {
            format!("{}:{}: {} has {} lines", source.path, function.line, function.name, function.lines)
        }));
    }
    bad
}

#[test]
fn files_and_functions_are_short() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn a_long_file_and_a_long_function_are_found() {
    let function = |lines: usize| format!("fn long() {{\n{}}}\n", "    1;\n".repeat(lines - 2));
    let (short, long) = (function(FUNCTION), format!("\n{}", function(FUNCTION + 1)));
    let (full, too_full) = ("\n".repeat(FILE), "\n".repeat(FILE + 1));
    let tree = Tree::of(&[
        ("a/long.rs", long.as_str()),
        ("a/short.rs", short.as_str()),
        ("b/full.rs", full.as_str()),
        ("b/too_full.rs", too_full.as_str()),
    ]);
    assert_eq!(broken(&tree), ["a/long.rs:2: long has 71 lines", "b/too_full.rs: 401 lines"]);
}
