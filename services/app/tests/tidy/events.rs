//! What services say and hear: every type that a module publishes or reacts to is one that `contracts` knows, a service
//! publishes its own types only, and what anybody reacts to somebody publishes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{code, tree::Tree};

/// Reacted to before anything publishes it: none now.
const AWAITED: [&str; 0] = [];

/// What the modules say of themselves, by file.
struct Said<'a> {
    publishes: BTreeMap<&'a str, Vec<&'a str>>,
    subscriptions: BTreeMap<&'a str, Vec<&'a str>>,
}

pub fn broken(tree: &Tree) -> Vec<String> {
    let (known, said) = (known(tree), said(tree));
    let published: BTreeSet<&str> = said.publishes.values().flatten().copied().collect();
    let mut bad = Vec::new();
    for (path, kinds) in &said.publishes {
        let own = format!("suiji.{}.", path.split('/').nth(1).unwrap_or_default());
        for kind in kinds {
            if !known.contains(*kind) {
                bad.push(format!("{path}: publishes {kind}, which contracts does not know"));
            }
            if !kind.starts_with(&own) {
                bad.push(format!("{path}: publishes {kind}, which is another's"));
            }
        }
    }
    for (path, kinds) in &said.subscriptions {
        for kind in kinds {
            if !known.contains(*kind) {
                bad.push(format!("{path}: reacts to {kind}, which contracts does not know"));
            } else if published.contains(kind) == AWAITED.contains(kind) {
                let who = if AWAITED.contains(kind) { "is awaited no longer" } else { "nobody publishes" };
                bad.push(format!("{path}: reacts to {kind}, which {who}"));
            }
        }
    }
    bad
}

/// The types of `contracts`: the names that its event variants travel under.
pub fn known(tree: &Tree) -> BTreeSet<String> {
    let files = tree.files("libs/contracts/src/events", ".rs");
    files
        .flat_map(|(_, text)| kinds(&code::split(text).literals).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// What each module lists as published, by file.
pub fn published(tree: &Tree) -> BTreeMap<&str, Vec<&str>> {
    said(tree).publishes
}

/// What each module hears, by file.
pub fn heard(tree: &Tree) -> BTreeMap<&str, Vec<&str>> {
    said(tree).subscriptions
}

fn said(tree: &Tree) -> Said<'_> {
    let of = |list: &str, apart: &str| {
        let files = tree.files("services/", "/src/lib.rs");
        let both = |text| kinds(listed(text, list)).chain(kinds(listed(text, apart))).collect();
        files.map(|(path, text)| (path, both(text))).collect()
    };
    // A long list stands apart from its module.
    Said {
        publishes: of("publishes: &[", "SAID: &[&str] = &["),
        subscriptions: of("subscriptions: &[", "HEARD: &[&str] = &["),
    }
}

/// The text of a list in a module.
fn listed<'a>(text: &'a str, list: &str) -> &'a str {
    let rest = text.split_once(list).map_or("", |(_, rest)| rest);
    rest.split_once(']').map_or("", |(inside, _)| inside)
}

fn kinds(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|word| word.starts_with("suiji.") && word.contains(".v"))
}

#[test]
fn what_is_heard_is_said_and_known() {
    let tree = Tree::real();
    assert!(known(&tree).len() > 70 && said(&tree).publishes.values().flatten().count() > 60);
    assert_eq!(broken(&tree), [""; 0]);
}

#[test]
fn an_unknown_type_a_foreign_one_and_one_nobody_publishes_are_found() {
    let tree = Tree::of(&[
        (
            "libs/contracts/src/events/pool.rs",
            "#[serde(rename = \"suiji.pool.a.v1\")]\n#[serde(rename = \"suiji.pool.b.v1\")]\n// \"suiji.pool.c.v1\"",
        ),
        (
            "services/pool/src/lib.rs",
            "publishes: &[\"suiji.pool.a.v1\", \"suiji.pool.c.v1\"], subscriptions: &[],",
        ),
        (
            "services/draw/src/lib.rs",
            "publishes: &[\"suiji.pool.a.v1\"],\nsubscriptions: &[\"suiji.pool.a.v1\",\n\"suiji.pool.b.v1\", \"suiji.pool.d.v1\"],",
        ),
    ]);
    let expected = [
        "services/draw/src/lib.rs: publishes suiji.pool.a.v1, which is another's",
        "services/pool/src/lib.rs: publishes suiji.pool.c.v1, which contracts does not know",
        "services/draw/src/lib.rs: reacts to suiji.pool.b.v1, which nobody publishes",
        "services/draw/src/lib.rs: reacts to suiji.pool.d.v1, which contracts does not know",
    ];
    assert_eq!(broken(&tree), expected);
}
