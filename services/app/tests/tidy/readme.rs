//! README's table of who hears whom is what the modules say.

use std::collections::{BTreeMap, BTreeSet};

use super::events;
use crate::tree::Tree;

/// Rows of the table below this heading: service, then event types without their root and version.
const HEADING: &str = "| service | hears |";

fn told(readme: &str) -> BTreeMap<String, BTreeSet<String>> {
    let rows =
        readme.lines().skip_while(|line| *line != HEADING).skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let service = cells.next().unwrap_or_default().to_owned();
        let kinds = cells.next().unwrap_or_default().split('`').skip(1).step_by(2).map(str::to_owned);
        (service, kinds.collect())
    })
    .collect()
}

/// `suiji.draw.opened.v1` as the table has it.
fn short(kind: &str) -> String {
    kind.trim_start_matches("suiji.").rsplit_once(".v").map_or(kind, |(name, _)| name).to_owned()
}

pub fn broken(tree: &Tree) -> Vec<String> {
    let readme = tree.files("README", ".md").map(|(_, text)| text).collect::<String>();
    let told = told(&readme);
    let mut bad = Vec::new();
    for (path, kinds) in events::heard(tree) {
        let service = path.split('/').nth(1).unwrap_or_default();
        let heard: BTreeSet<_> = kinds.iter().map(|kind| short(kind)).collect();
        // Oversight hears nearly everything; the table says so in words.
        if !heard.is_empty() && service != "oversight" && told.get(service) != Some(&heard) {
            bad.push(format!(
                "README says that {service} hears {:?}, its module {heard:?}",
                told.get(service)
            ));
        }
    }
    bad
}

#[test]
fn readme_says_who_hears_whom() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn a_row_that_has_grown_old_is_found() {
    let module = "subscriptions: &[\"suiji.draw.opened.v1\", \"suiji.draw.drawn.v1\"],";
    let readme = "| service | hears |\n|---|---|\n| pool | `draw.opened` |\n";
    let tree = Tree::of(&[("services/pool/src/lib.rs", module), ("README.md", readme)]);
    assert_eq!(broken(&tree).len(), 1);
}
