//! Dependencies point one way: kernel ← workdays, sortition, access ← contracts ← bus, translog ← store ← web ← runtime ←
//! services ← app. No service depends on another, and the app alone names them all. Tests may use testkit, and a
//! service's tests those of another service that feeds it.

use crate::tree::Tree;

/// The layers from the bottom; a crate may depend on those below its own.
const LAYERS: [&[&str]; 9] = [
    &["kernel"],
    &["workdays", "sortition", "access"],
    &["pages"],
    &["contracts"],
    &["bus", "translog"],
    &["store"],
    &["web"],
    &["runtime"],
    &["testkit"],
];

pub fn broken(tree: &Tree) -> Vec<String> {
    let libs = tree.files("libs/", "/Cargo.toml").flat_map(|(path, text)| of_lib(tree, path, text));
    let services = tree.files("services/", "/Cargo.toml").filter(|(path, _)| *path != APP);
    libs.chain(services.flat_map(|(path, text)| of_service(tree, path, text))).collect()
}

const APP: &str = "services/app/Cargo.toml";

fn of_lib(tree: &Tree, path: &str, text: &str) -> Vec<String> {
    let name = path.split('/').nth(1).unwrap_or_default();
    let Some(own) = layer(name) else { return vec![format!("{path}: {name} has no layer")] };
    let mut bad = Vec::new();
    for needed in ours(tree, text, "[dependencies]") {
        if layer(needed).is_none_or(|layer| layer >= own) {
            bad.push(format!("{path}: {name} depends on {needed}"));
        }
    }
    for needed in ours(tree, text, "[dev-dependencies]") {
        if needed != name && needed != "testkit" && layer(needed).is_none_or(|layer| layer >= own) {
            bad.push(format!("{path}: the tests of {name} depend on {needed}"));
        }
    }
    bad
}

fn of_service(tree: &Tree, path: &str, text: &str) -> Vec<String> {
    let may_not = |needed: &&str| layer(needed).is_none() || *needed == "testkit";
    let needed = ours(tree, text, "[dependencies]").into_iter().filter(may_not);
    let mut bad: Vec<_> = needed.map(|needed| format!("{path}: depends on {needed}")).collect();
    if ours(tree, text, "[dev-dependencies]").contains(&"suiji") {
        bad.push(format!("{path}: its tests depend on the app"));
    }
    bad
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

/// The workspace's own crates under a heading of a manifest.
fn ours<'a>(tree: &Tree, manifest: &'a str, heading: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|line| line.trim() != heading).skip(1);
    let names = lines.take_while(|line| !line.starts_with('[')).filter_map(|line| {
        let name = line.split(['.', '=', ' ']).next()?.trim();
        Some(name.strip_prefix("suiji-").unwrap_or(name))
    });
    let is_ours = |name: &str| {
        !name.is_empty()
            && (tree.has(&format!("libs/{name}")) || tree.has(&format!("services/{name}")) || name == "suiji")
    };
    names.filter(|name| is_ours(name)).collect()
}

/// A table of services besides the app's own would have to be kept in step with it.
#[test]
fn only_the_app_lists_the_services() {
    let tree = Tree::real();
    let text = tree.text(APP).unwrap();
    let listed = ours(&tree, text, "[dependencies]");
    let modules = |name: &str| {
        tree.text(&format!("services/{name}/src/lib.rs")).is_some_and(|t| t.contains("fn module()"))
    };
    let all: Vec<_> =
        tree.files("services/", "/src/lib.rs").map(|(path, _)| path.split('/').nth(1).unwrap()).collect();
    for name in all.into_iter().filter(|name| modules(name)) {
        assert!(listed.contains(&name), "the app does not name {name}");
    }
}

#[test]
fn the_workspace_points_one_way() {
    assert_eq!(broken(&Tree::real()), [""; 0]);
}

#[test]
fn an_upward_or_sideways_dependency_is_found() {
    let tree = Tree::of(&[
        ("libs/kernel/Cargo.toml", "[dependencies]\nserde.workspace = true\nstore.workspace = true\n"),
        (
            "libs/store/Cargo.toml",
            "[dependencies]\nkernel.workspace = true\n[dev-dependencies]\nweb = { path = \"x\" }\n",
        ),
        ("libs/web/Cargo.toml", "[dependencies]\nstore.workspace = true\n"),
        ("libs/attic/Cargo.toml", ""),
        ("libs/testkit/Cargo.toml", ""),
        (
            "services/draw/Cargo.toml",
            "[dependencies]\nweb.workspace = true\n[dev-dependencies]\npool.workspace = true\n",
        ),
        ("services/pool/Cargo.toml", "[dependencies]\ndraw.workspace = true\ntestkit.workspace = true\n"),
        ("services/app/Cargo.toml", "[dependencies]\ndraw.workspace = true\npool.workspace = true\n"),
    ]);
    let expected = [
        "libs/attic/Cargo.toml: attic has no layer",
        "libs/kernel/Cargo.toml: kernel depends on store",
        "libs/store/Cargo.toml: the tests of store depend on web",
        "services/pool/Cargo.toml: depends on draw",
        "services/pool/Cargo.toml: depends on testkit",
    ];
    assert_eq!(broken(&tree), expected);
}
