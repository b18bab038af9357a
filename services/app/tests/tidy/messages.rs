//! The message catalogue and the refusals say the same: every code that can be refused with has its Chinese sentence, and
//! no sentence waits for a code that nothing refuses with.

use std::collections::BTreeMap;

use crate::{
    code,
    tree::{Source, Tree},
};

pub fn broken(tree: &Tree) -> Vec<String> {
    let (told, refused) = (told(tree), refused(tree));
    let mut bad = idle(tree);
    let no_message: Vec<String> = refused
        .iter()
        .filter(|(code, _)| !told.contains_key(code.as_str()))
        .map(|(code, path)| format!("{path}: {code} has no message"))
        .collect();
    bad.extend(no_message);
    bad.extend(
        told.iter()
            .filter(|(code, _)| !refused.contains_key(**code))
            .map(|(code, path)| format!("{path}: nothing refuses with {code}")),
    );
    bad
}

/// Codes of the catalogue, with their file.
fn told(tree: &Tree) -> BTreeMap<&str, &str> {
    let files = tree.files("libs/contracts/messages/", ".toml");
    files
        .flat_map(|(path, text)| {
            let codes = text.lines().filter_map(|line| line.trim().strip_prefix('[')?.strip_suffix(']'));
            codes.map(move |code| (code, path))
        })
        .collect()
}

/// Codes that the product refuses with, with a file that does: variants of refusals, and problems made by their code.
fn refused(tree: &Tree) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for source in tree.product() {
        if source.split.code.contains("Refusal for Refusal") {
            let codes = variants(&source.split.code).into_iter().map(|variant| snake(&variant));
            all.extend(codes.map(|code| (code, source.path.to_owned())));
        }
        // The settings' problems are of another kind: no client sees them.
        if !source.path.starts_with("libs/runtime/src/settings") {
            let made = ["Problem::new(", "Self::new("].into_iter().flat_map(|call| made_by(&source, call));
            all.extend(made.map(|code| (code, source.path.to_owned())));
        }
    }
    all
}

/// The literals that a file calls a constructor with.
fn made_by(source: &Source<'_>, call: &str) -> Vec<String> {
    let calls =
        source.split.code.match_indices(call).map(|(at, _)| source.text[at + call.len()..].trim_start());
    let literals = calls.filter_map(|rest| rest.strip_prefix('"')?.split('"').next());
    let is_code = |code: &&str| code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    literals.filter(is_code).map(str::to_owned).collect()
}

/// Variants that their service never refuses with.
fn idle(tree: &Tree) -> Vec<String> {
    let (product, mut bad) = (tree.product().collect::<Vec<_>>(), Vec::new());
    for refusals in product.iter().filter(|source| source.split.code.contains("Refusal for Refusal")) {
        let service = refusals.path.split_once("/src/").map_or("", |(service, _)| service);
        let own = || product.iter().filter(|source| source.path.starts_with(service));
        for variant in variants(&refusals.split.code) {
            let named = format!("Refusal::{variant}");
            let used =
                |source: &&Source<'_>| !code::find("", &source.split.code, &[named.as_str()]).is_empty();
            if !own().any(|source| used(&source)) {
                bad.push(format!("{}: {variant} is never refused with", refusals.path));
            }
        }
    }
    bad
}

/// The variants of `enum Refusal`: the words that stand at its own depth before a `,`, `(` or `{`.
fn variants(code: &str) -> Vec<String> {
    let Some(start) = code.find("enum Refusal ") else { return Vec::new() };
    let Some((open, close)) = code::body(code, start) else { return Vec::new() };
    let (mut depth, mut word, mut found) = (0, String::new(), Vec::new());
    for character in code[open + 1..close].chars() {
        if depth == 0 && !word.is_empty() && "{(,}".contains(character) {
            found.push(std::mem::take(&mut word));
        }
        match character {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            letter if depth == 0 && letter.is_alphanumeric() => word.push(letter),
            _ => {}
        }
    }
    found
}

/// As serde's `snake_case` writes a variant.
fn snake(variant: &str) -> String {
    let mut name = String::new();
    for (at, letter) in variant.char_indices() {
        if letter.is_uppercase() && at > 0 {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[test]
fn every_refusal_has_its_sentence_and_every_sentence_its_refusal() {
    let tree = Tree::real();
    assert!(refused(&tree).len() > 60);
    assert_eq!(broken(&tree), [""; 0]);
}

#[test]
fn a_code_without_a_sentence_and_a_sentence_without_a_code_are_found() {
    let tree = Tree::of(&[
        ("libs/contracts/messages/pool.toml", "[known_one]\nstatus = 409\n[spare]\n[tuple]\n"),
        (
            "services/pool/src/domain.rs",
            "pub enum Refusal {\n    /// Why.\n    KnownOne,\n    NewOne { at: Vec<(u8, Day)> },\n    Tuple(Id),\n}\nimpl kernel::Refusal for Refusal {}",
        ),
        (
            "services/pool/src/http.rs",
            "Problem::new(\n    \"said_here\", x);\nlet a = (Refusal::KnownOne, Refusal::NewOne { at });",
        ),
    ]);
    let expected = [
        "services/pool/src/domain.rs: Tuple is never refused with",
        "services/pool/src/domain.rs: new_one has no message",
        "services/pool/src/http.rs: said_here has no message",
        "libs/contracts/messages/pool.toml: nothing refuses with spare",
    ];
    assert_eq!(broken(&tree), expected);
}
