//! No clock but `Clock` and `Timer`, no chance but `Entropy`, the database's own included: what cannot be set cannot be
//! rehearsed. Their implementations in kernel are the one place that asks the machine. Clippy bans most of the calls
//! too, but an `allow` silences it, and it does not read SQL.

use crate::{code, tree::Tree};

const IMPLEMENTED: [&str; 2] = ["libs/kernel/src/time.rs", "libs/kernel/src/chance.rs"];
const CALLS: [&str; 14] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "rand::rng",
    "rand::rngs",
    "rand::random",
    "thread_rng",
    "SysRng",
    "OsRng",
    "getrandom",
    "RandomState",
];
/// In upper case, as they are looked for.
const SQL: [&str; 9] = [
    "NOW()",
    "CURRENT_TIMESTAMP",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CLOCK_TIMESTAMP()",
    "STRFTIME(",
    "RANDOM()",
    "RANDOMBLOB(",
    "GEN_RANDOM_UUID()",
];

pub fn broken(tree: &Tree) -> Vec<String> {
    let mut bad = Vec::new();
    for source in tree.product().filter(|source| !IMPLEMENTED.contains(&source.path)) {
        bad.extend(code::find(source.path, &source.split.code, &CALLS));
        bad.extend(code::find(source.path, &source.split.literals.to_ascii_uppercase(), &SQL));
    }
    bad
}

#[test]
fn the_workspace_asks_clock_timer_and_entropy() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn a_clock_and_a_chance_of_ones_own_are_found() {
    let tree = Tree::of(&[
        ("libs/kernel/src/time.rs", "fn now() { Utc::now() }"),
        (
            "services/a/src/b.rs",
            "// Utc::now\nlet now = chrono::Utc::now();\nlet a = clock.now();\nrand::rng().next();",
        ),
        (
            "services/a/src/c.rs",
            "const Q: &str =\n\"SELECT now(), random()\";\n#[cfg(test)]\nmod tests { fn a() { Instant::now() } }",
        ),
        ("services/a/tests/it/main.rs", "Instant::now()"),
    ]);
    let expected = [
        "services/a/src/b.rs:2: Utc::now",
        "services/a/src/b.rs:4: rand::rng",
        "services/a/src/c.rs:2: NOW()",
        "services/a/src/c.rs:2: RANDOM()",
    ];
    assert_eq!(broken(&tree), expected);
}
