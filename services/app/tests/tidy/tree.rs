//! The source tree as the rules see it: relative paths with their text, the tests' code apart from the product's.

use std::{collections::BTreeMap, fs, path::Path};

use crate::code::{self, Split};

/// Directories that hold nothing of ours, or nothing that is source.
const PASSED_OVER: [&str; 3] = ["target", ".git", "node_modules"];
/// What the rules read; of every other file only the name is known.
const READ: [&str; 3] = ["rs", "toml", "md"];

pub struct Tree {
    files: BTreeMap<String, String>,
}

/// One Rust file, its code and its string literals apart.
pub struct Source<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub split: Split,
}

impl Tree {
    /// The workspace that this test belongs to.
    pub fn real() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut files = BTreeMap::new();
        read(&root, "", &mut files);
        assert!(files.contains_key("Cargo.toml"), "{} is no workspace", root.display());
        Self { files }
    }

    pub fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether there is a file of this path, or a directory.
    pub fn has(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.files.contains_key(path) || self.files.keys().any(|file| file.starts_with(&inside))
    }

    /// Files whose path begins and ends so.
    pub fn files(&self, begin: &str, end: &str) -> impl Iterator<Item = (&str, &str)> {
        let fits = move |path: &str| path.starts_with(begin) && path.ends_with(end);
        self.files
            .iter()
            .filter(move |(path, _)| fits(path))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Every Rust file, tests and all.
    pub fn rust(&self) -> impl Iterator<Item = Source<'_>> {
        self.files("", ".rs").map(|(path, text)| Source { path, text, split: code::split(text) })
    }

    /// The product's Rust: no test file, and of the others not their test modules.
    pub fn product(&self) -> impl Iterator<Item = Source<'_>> {
        self.rust().filter(|source| !is_test(source.path)).map(|source| {
            let split = code::without_tests(source.split);
            Source { split, ..source }
        })
    }
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.contains("/examples/")
}

fn read(root: &Path, below: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if entry.file_type().unwrap().is_dir() {
            if !PASSED_OVER.contains(&name.as_str()) {
                read(root, &path, files);
            }
        } else if READ.iter().any(|end| name.ends_with(&format!(".{end}"))) {
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        } else {
            files.insert(path, String::new());
        }
    }
}

#[test]
fn the_workspace_is_read_whole() {
    let tree = Tree::real();
    assert!(
        tree.files("libs/", "/Cargo.toml").count() > 8 && tree.files("services/", "/Cargo.toml").count() > 7
    );
    assert!(tree.text("services/app/tests/tidy/tree.rs").is_some());
    assert!(tree.product().all(|source| !source.path.starts_with("services/app/tests")));
}
