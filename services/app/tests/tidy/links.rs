//! Pages link to what is there, and the README names no file that is not.

use crate::tree::Tree;

pub fn broken(tree: &Tree) -> Vec<String> {
    let mut bad = Vec::new();
    for (path, text) in tree.files("", ".md") {
        let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
        for link in links(text) {
            let target = link.split('#').next().unwrap_or_default();
            if !target.is_empty() && !tree.has(&joined(directory, target)) {
                bad.push(format!("{path}: {link} leads nowhere"));
            }
        }
        for named in named(text).filter(|named| !tree.has(named) && !tree.has(&joined(directory, named))) {
            bad.push(format!("{path}: there is no {named}"));
        }
    }
    bad
}

/// `[text](target)`, but those to other places of the net.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
}

/// What stands in back quotes and is a path of this tree by its look: begins with a directory of ours and has no gap.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let quoted =
        text.split('`').skip(1).step_by(2).map(|path| path.trim_start_matches("./").trim_end_matches('/'));
    quoted.filter(|path| {
        ["libs/", "services/", "deploy/", "helm/", "tests/"].iter().any(|begin| path.starts_with(begin))
            && !path.contains(['<', '*', '{', ' ', '…'])
    })
}

fn joined(directory: &str, target: &str) -> String {
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn links_and_paths_lead_somewhere() {
    let tree = Tree::real();
    assert!(named(tree.text("README.md").unwrap()).count() > 5);
    assert_eq!(broken(&tree), [""; 0]);
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let tree = Tree::of(&[
        (
            "README.md",
            "[a](libs/a/A.md#b) [b](https://x.org/y) [c](c.md) [d](#here) `libs/a` `libs/b/src/lib.rs` `libs/<x>` `tests/run`",
        ),
        ("libs/a/A.md", "[up](../../README.md) [off](../B.md)"),
        ("tests/run", ""),
    ]);
    let expected = [
        "README.md: c.md leads nowhere",
        "README.md: there is no libs/b/src/lib.rs",
        "libs/a/A.md: ../B.md leads nowhere",
    ];
    assert_eq!(broken(&tree), expected);
}
