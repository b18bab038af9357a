//! A log written by us is read and verified by Go's `golang.org/x/mod/sumdb`, and refused once anything in it is changed.
//!
//! Go is required: without it these tests fail. The module is fetched through the module proxy on the first run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use translog::{LogSigner, LogState, NodeTable, Resource, encode_bundle};

const ORIGIN: &str = "suiji.example/draw/410481";

/// The foreign client, built once for all tests.
static CLIENT: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let client = Path::new(env!("CARGO_TARGET_TMPDIR")).join("translog-foreign");
    let built = Command::new("go")
        .current_dir(source)
        .args(["build", "-buildvcs=false", "-o"])
        .arg(&client)
        .arg(".")
        .output()
        .expect("Go is needed for this test: install it and put `go` on the PATH");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    client
});

fn signer() -> LogSigner {
    LogSigner::from_seed(ORIGIN, [42; 32]).unwrap()
}

fn entry(index: u64) -> Vec<u8> {
    format!(r#"{{"kind":"commit","seq":{index}}}"#).into_bytes()
}

/// A log as a directory of static files, with an earlier checkpoint for the proof that it continues.
fn publish(size: u64, old: u64) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut log = LogState::new(ORIGIN).unwrap();
    let mut nodes = NodeTable::default();
    for index in 0..size {
        nodes.extend(log.append(&entry(index)).unwrap().nodes);
        if index + 1 == old {
            fs::write(dir.path().join("checkpoint.old"), log.checkpoint(&signer()).unwrap()).unwrap();
        }
    }
    fs::write(dir.path().join("checkpoint"), log.checkpoint(&signer()).unwrap()).unwrap();
    for resource in Resource::all(size) {
        let path = dir.path().join(resource.to_string());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content(resource, &nodes)).unwrap();
    }
    dir
}

fn content(resource: Resource, nodes: &NodeTable) -> Vec<u8> {
    match resource {
        Resource::Tile(tile) => tile.bytes(|node| nodes.get(node)).unwrap(),
        Resource::Bundle(bundle) => {
            let entries: Vec<Vec<u8>> = bundle.entries().map(entry).collect();
            encode_bundle(entries.iter().map(Vec::as_slice)).unwrap()
        }
    }
}

fn verify(dir: &Path, key: &str) -> Output {
    Command::new(&*CLIENT).arg(dir).arg(key).output().unwrap()
}

/// Changes one byte in the middle of a file.
fn tamper(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[test]
fn go_verifies_every_entry_of_logs_of_many_sizes() {
    let key = signer().key().to_string();
    for (size, old) in [(1, 1), (2, 1), (70, 69), (255, 7), (256, 200), (257, 256), (700, 513)] {
        let dir = publish(size, old);
        let output = verify(dir.path(), &key);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "size {size}: {said}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), size.to_string());
    }
}

#[test]
fn go_refuses_what_was_changed() {
    let key = signer().key().to_string();
    for file in [
        "checkpoint",
        "checkpoint.old",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/001.p/44",
    ] {
        let dir = publish(300, 280);
        assert!(verify(dir.path(), &key).status.success());
        tamper(&dir.path().join(file));
        assert_eq!(verify(dir.path(), &key).status.code(), Some(1), "{file} was changed");
    }
}

#[test]
fn go_refuses_another_key() {
    let dir = publish(5, 3);
    let other = LogSigner::from_seed(ORIGIN, [43; 32]).unwrap();
    assert_eq!(verify(dir.path(), &other.key().to_string()).status.code(), Some(1));
}

#[test]
fn go_refuses_a_log_that_does_not_continue_its_older_checkpoint() {
    let dir = publish(9, 3);
    let mut other = LogState::new(ORIGIN).unwrap();
    (0..3).for_each(|index| drop(other.append(&entry(index + 100)).unwrap()));
    fs::write(dir.path().join("checkpoint.old"), other.checkpoint(&signer()).unwrap()).unwrap();
    let output = verify(dir.path(), &signer().key().to_string());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("older checkpoint"));
}
