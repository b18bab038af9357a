//! A service's domain decides and does nothing else: no async, no database, no HTTP, no tracing, no clock. What it needs
//! to know it is given. The same holds for the libraries that the law's arithmetic stands in.

use crate::{code, tree::Tree};

const IMPURE: [&str; 14] = [
    "async",
    "await",
    "Clock",
    "Timer",
    "Entropy",
    "sea_orm::",
    "actix_web::",
    "tracing::",
    "reqwest::",
    "tokio::",
    "store::",
    "web::",
    "runtime::",
    "bus::",
];
const PURE_LIBS: [&str; 3] = ["libs/workdays/src/", "libs/sortition/src/", "libs/access/src/"];

pub fn broken(tree: &Tree) -> Vec<String> {
    let domain = tree.product().filter(|source| is_pure(source.path));
    domain.flat_map(|source| code::find(source.path, &source.split.code, &IMPURE)).collect()
}

fn is_pure(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let domain = matches!(parts[..], ["services", _, "src", "domain" | "domain.rs", ..]);
    domain || PURE_LIBS.iter().any(|lib| path.starts_with(lib))
}

#[test]
fn every_domain_is_pure() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn a_domain_that_asks_somebody_is_found() {
    let tree = Tree::of(&[
        ("services/a/src/domain.rs", "use store::Work;\n/// async\nfn decide() {}"),
        ("services/a/src/domain/visit.rs", "async fn a() {}\nasync_like();"),
        ("services/a/src/http.rs", "async fn a() { tracing::info!(\"\") }"),
        ("libs/workdays/src/lib.rs", "tracing::info!(\"web::\")"),
    ]);
    let expected = [
        "libs/workdays/src/lib.rs:1: tracing::",
        "services/a/src/domain.rs:1: store::",
        "services/a/src/domain/visit.rs:1: async",
    ];
    assert_eq!(broken(&tree), expected);
}
