//! Where the outside world may be touched: NATS in one file of the bus; the database's library in store, the embedded
//! bus and the tables of a service; HTTP's in web, runtime and a service's endpoints. Journal, outbox and inbox are
//! written by store alone, so nothing can publish beside its transaction or act beside its inbox.

use crate::{code, tree::Tree};

/// `sea_orm` maps rows (`FromQueryResult`) and carries values; statements run through `store::sql`. Beside the tables in
/// `store/`, a few places read rows of their own.
const DATABASE: [&str; 9] = [
    "libs/store/src/",
    "libs/bus/src/embedded/",
    "libs/bus/src/error.rs",
    "libs/runtime/src/host.rs",
    "libs/runtime/src/module.rs",
    "services/*/src/store/",
    "services/*/src/reactions",
    "services/draw/src/log.rs",
    "services/identity/src/token_keys.rs",
];
/// The sites are pages through and through.
const HTTP: [&str; 7] = [
    "libs/web/src/",
    "libs/runtime/src/",
    "libs/testkit/src/",
    "services/*/src/http",
    "services/app/src/",
    "services/console/src/",
    "services/portal/src/",
];
const NATS: [&str; 1] = ["libs/bus/src/nats.rs"];
const STATEMENTS: [&str; 2] = ["libs/store/src/", "libs/bus/src/embedded/"];

/// Needles, whether they are looked for in literals, and where they may stand.
const RULES: [(&[&str], bool, &[&str]); 5] = [
    (&["async_nats"], false, &NATS),
    (&["sea_orm", "sea_orm_migration", "sqlx"], false, &DATABASE),
    (
        &["execute_raw", "query_one_raw", "query_all_raw", "execute_unprepared", "Statement"],
        false,
        &STATEMENTS,
    ),
    (&["actix_web", "HttpResponse"], false, &HTTP),
    (
        &["INTO journal", "INTO outbox", "FROM outbox", "INTO inbox", "INTO published", "INTO dead_letter"],
        true,
        &["libs/store/src/"],
    ),
];

pub fn broken(tree: &Tree) -> Vec<String> {
    let mut bad = Vec::new();
    for source in tree.product() {
        for (needles, in_literals, places) in RULES {
            let text = if in_literals { &source.split.literals } else { &source.split.code };
            if !places.iter().any(|place| is_in(source.path, place)) {
                bad.extend(code::find(source.path, text, needles));
            }
        }
    }
    bad
}

/// Whether a path begins with a place; `*` stands for one directory.
fn is_in(path: &str, place: &str) -> bool {
    let Some((before, behind)) = place.split_once("*/") else { return path.starts_with(place) };
    let rest = path.strip_prefix(before).and_then(|rest| rest.split_once('/'));
    rest.is_some_and(|(_, rest)| rest.starts_with(behind))
}

#[test]
fn the_outside_is_touched_where_it_may_be() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn every_place_is_still_needed() {
    let tree = Tree::real();
    for (needles, in_literals, places) in RULES {
        for place in places {
            let text = |split: code::Split| if in_literals { split.literals } else { split.code };
            let mut there = tree.product().filter(|source| is_in(source.path, place));
            assert!(
                there.any(|s| !code::find("", &text(s.split), needles).is_empty()),
                "{place}: {needles:?}"
            );
        }
    }
}

#[test]
fn a_touch_elsewhere_is_found() {
    let tree = Tree::of(&[
        ("libs/bus/src/nats.rs", "use async_nats::Client;"),
        ("libs/store/src/journal.rs", "execute_raw(\"INSERT INTO journal\")"),
        ("services/a/src/store/row.rs", "use sea_orm::FromQueryResult;"),
        ("services/a/src/jobs.rs", "use async_nats::Client;\nuse sea_orm::FromQueryResult;"),
        ("services/a/src/commands/b.rs", "use actix_web::web;\nsql::execute(\"INSERT INTO outbox (seq)\");"),
    ]);
    let expected = [
        "services/a/src/commands/b.rs:1: actix_web",
        "services/a/src/commands/b.rs:2: INTO outbox",
        "services/a/src/jobs.rs:1: async_nats",
        "services/a/src/jobs.rs:2: sea_orm",
    ];
    assert_eq!(broken(&tree), expected);
}
