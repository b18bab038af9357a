//! A service's module lists just the events that its code makes: one that it made and did not list would be missing from
//! AsyncAPI and from the readers' filters, one listed and never made would promise what does not come.

use std::collections::{BTreeMap, BTreeSet};

use crate::{events, tree::Tree};

pub fn broken(tree: &Tree) -> Vec<String> {
    let (mut bad, made) = (Vec::new(), made(tree));
    for (path, listed) in events::published(tree) {
        let service = path.trim_end_matches("src/lib.rs");
        let none = BTreeSet::new();
        let made = made.get(service).unwrap_or(&none);
        let listed: BTreeSet<&str> = listed.into_iter().collect();
        let missing = made.iter().filter(|kind| !listed.contains(kind.as_str()));
        bad.extend(missing.map(|kind| format!("{path}: makes {kind} and does not list it")));
        let idle = listed.iter().filter(|kind| !made.contains(**kind));
        bad.extend(idle.map(|kind| format!("{path}: lists {kind} and never makes it")));
    }
    bad
}

/// The types that each service makes, by its directory.
fn made(tree: &Tree) -> BTreeMap<String, BTreeSet<String>> {
    let (variants, mut made) = (variants(tree), BTreeMap::<_, BTreeSet<String>>::new());
    for source in tree.product() {
        let Some((service, _)) = source.path.split_once("src/") else { continue };
        for (variant, kind) in &variants {
            let mut places = source.split.code.match_indices(variant.as_str());
            if places.any(|(at, _)| is_made(&source.split.code[at + variant.len()..])) {
                made.entry(service.to_owned()).or_default().insert(kind.clone());
            }
        }
    }
    made
}

/// `Enum::Variant` of each type.
fn variants(tree: &Tree) -> BTreeMap<String, String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
    let mut found = BTreeMap::new();
    for (_, text) in tree.files("libs/contracts/src/events/", ".rs") {
        let (mut name, mut kind) = (String::new(), None);
        for line in text.lines().map(str::trim) {
            if let Some(rest) = line.strip_prefix("pub enum ") {
                name = word(rest);
            } else if let Some(rest) = line.strip_prefix("#[serde(rename = \"suiji.") {
                kind = rest.split('"').next().map(|rest| format!("suiji.{rest}"));
            } else if !line.starts_with("//")
                && let Some(kind) = kind.take()
            {
                found.insert(format!("{name}::{}", word(line)), kind);
            }
        }
    }
    found
}

/// Whether a variant is made here, by what follows its name: a pattern is followed by `=>`, `|`, `=` or a guard, or leaves
/// fields out.
fn is_made(rest: &str) -> bool {
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        return false;
    }
    let (inside, behind) = fields(rest.trim_start());
    let behind = behind.trim_start_matches([' ', '\n', ')']);
    let is_pattern = inside.trim_end().ends_with("..")
        || ["=>", "|", "if "].iter().any(|mark| behind.starts_with(mark))
        || (behind.starts_with('=') && !behind.starts_with("=="));
    !is_pattern
}

/// What stands in the brackets that open here, and what follows them.
fn fields(rest: &str) -> (&str, &str) {
    if !rest.starts_with(['(', '{']) {
        return ("", rest);
    }
    let mut depth = 0;
    let close = rest.char_indices().find_map(|(at, character)| {
        depth += i32::from("({[".contains(character)) - i32::from(")}]".contains(character));
        (depth == 0).then_some(at)
    });
    close.map_or(("", ""), |close| (&rest[1..close], &rest[close + 1..]))
}

#[test]
fn each_module_lists_what_it_makes() {
    let tree = Tree::real();
    assert!(made(&tree).values().flatten().count() > 60);
    assert_eq!(broken(&tree), [""; 0]);
}

#[test]
fn what_is_made_unlisted_and_what_is_listed_unmade_are_found() {
    let kinds = ["a", "b", "c"].map(|kind| {
        format!("#[serde(rename = \"suiji.pool.{kind}.v1\")]\n/// Why.\n{}(Data),\n", kind.to_uppercase())
    });
    let contracts = format!("pub enum PoolEvent {{\n{}}}", kinds.concat());
    let code = "match event { PoolEvent::A(a) => vec![PoolEvent::B { a }], PoolEvent::C(c) | PoolEvent::A(c) if c => {} }
        if let PoolEvent::A(a) = event {}\nmatches!(event, PoolEvent::C { .. })";
    let tree = Tree::of(&[
        ("libs/contracts/src/events/pool.rs", contracts.as_str()),
        ("services/pool/src/lib.rs", "publishes: &[\"suiji.pool.a.v1\"], subscriptions: &[],"),
        ("services/pool/src/domain.rs", code),
    ]);
    let expected = [
        "services/pool/src/lib.rs: makes suiji.pool.b.v1 and does not list it",
        "services/pool/src/lib.rs: lists suiji.pool.a.v1 and never makes it",
    ];
    assert_eq!(broken(&tree), expected);
}
