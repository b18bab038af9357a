//! Receipts that somebody changed, with and without the key that signs them.

use proptest::prelude::*;
use sortition::encoding::sha256;
use sortition::receipt::{self, Bundle, RECEIPT, Receipt};
use sortition::trust::Trust;
use sortition::verify::{Difference, Verdict, verify};
use sortition::{json, note};

use crate::world::{City, TODAY, office_key, trust_file};

fn difference(bundle: &Bundle) -> Difference {
    match verify(bundle, &Trust::default(), TODAY) {
        Verdict::Differs(difference) => difference,
        other => panic!("should differ: {other}"),
    }
}

/// What a forger with the office's own key would do: put the digests right and sign again.
fn resigned(mut bundle: Bundle) -> Bundle {
    let mut receipt: Receipt = json::from_bytes(&bundle[RECEIPT]).unwrap();
    for (name, digest) in &mut receipt.files {
        *digest = sha256(&bundle[name]);
    }
    bundle.insert(RECEIPT.to_owned(), json::to_bytes(&receipt).unwrap());
    receipt::sign(bundle, &office_key()).unwrap()
}

#[test]
fn a_flipped_byte_anywhere_in_any_file_is_found_there() {
    let honest = City::new().draw().whole;
    for name in honest.keys() {
        let length = honest[name].len();
        for at in (0..length).step_by((length / 40).max(1)).chain([length - 1]) {
            let mut bundle = honest.clone();
            bundle.get_mut(name).unwrap()[at] ^= 1;
            assert_eq!(difference(&bundle).file, *name, "byte {at} of {name}");
        }
    }
}

#[test]
fn a_flipped_byte_is_found_even_when_the_receipt_is_signed_again() {
    let honest = City::new().draw().whole;
    for name in honest.keys().filter(|name| *name != RECEIPT) {
        // The line of a witness whom nobody pinned counts for nothing and may be anything.
        let witness = honest[name].windows(9).position(|w| w == "— witness".as_bytes().split_at(9).0);
        let length = witness.unwrap_or(honest[name].len());
        for at in (0..length).step_by((length / 40).max(1)).chain([length - 1]) {
            let mut bundle = honest.clone();
            bundle.get_mut(name).unwrap()[at] ^= 1;
            let verdict = verify(&resigned(bundle), &Trust::default(), TODAY);
            assert_eq!(verdict.exit_code(), 1, "byte {at} of {name}: {verdict}");
        }
    }
}

#[test]
fn every_cell_of_every_table_counts() {
    let honest = City::new().draw().whole;
    for name in honest.keys().filter(|name| name.ends_with(".csv")) {
        let text = String::from_utf8(honest[name].clone()).unwrap();
        let line = text.lines().nth(1).unwrap();
        let cells = line.split(',').count();
        for cell in 0..cells {
            let mut parts: Vec<String> = line.split(',').map(str::to_owned).collect();
            parts[cell] = if parts[cell] == "0" { "1".into() } else { "0".into() };
            let mut bundle = honest.clone();
            bundle.insert(name.clone(), text.replacen(line, &parts.join(","), 1).into_bytes());
            let verdict = verify(&resigned(bundle), &Trust::default(), TODAY);
            assert_eq!(verdict.exit_code(), 1, "cell {cell} of {name}: {verdict}");
        }
    }
}

#[test]
fn a_swapped_drawn_object_is_named_by_line_and_column() {
    let mut bundle = City::new().draw().whole;
    let text = String::from_utf8(bundle["result.csv"].clone()).unwrap();
    let drawn: Vec<&str> = text.lines().skip(1).filter_map(|l| l.rsplit(',').nth(1)).collect();
    let pool = String::from_utf8(bundle["pool.csv"].clone()).unwrap();
    let other =
        pool.lines().skip(1).filter_map(|l| l.split(',').next()).find(|id| !drawn.contains(id)).unwrap();
    let changed = text.replacen(drawn[2], other, 1);
    bundle.insert("result.csv".into(), changed.into_bytes());
    let shown = difference(&resigned(bundle)).to_string();
    assert_eq!(shown, format!("result.csv 第 4 行 id 列：应为 {}，实为 {other}", drawn[2]));
}

#[test]
fn a_dropped_row_is_named() {
    for name in ["result.csv", "teams.csv"] {
        let mut bundle = City::new().draw().whole;
        let bytes = bundle.get_mut(name).unwrap();
        let last = bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n').unwrap();
        let lines = bytes.iter().filter(|b| **b == b'\n').count() as u64;
        bytes.truncate(last + 1);
        let found = difference(&resigned(bundle));
        assert_eq!((found.file.as_str(), found.place), (name, sortition::verify::Place::Line(lines)));
    }
}

#[test]
fn a_missing_file_leaves_the_receipt_incomplete() {
    let honest = City::new().draw().whole;
    for name in honest.keys() {
        let mut bundle = honest.clone();
        bundle.remove(name);
        let verdict = verify(&bundle, &Trust::default(), TODAY);
        assert!(matches!(&verdict, Verdict::Incomplete { file, .. } if file == name), "{name}: {verdict}");
        assert_eq!(verdict.exit_code(), 2);
    }
}

#[test]
fn a_truncated_or_overlong_file_differs() {
    let honest = City::new().draw().whole;
    for name in honest.keys() {
        let cut: fn(&mut Vec<u8>) = |b| b.truncate(b.len() / 2);
        for change in [cut, Vec::clear, |b| b.push(b'\n')] {
            let mut bundle = honest.clone();
            change(bundle.get_mut(name).unwrap());
            assert_eq!(difference(&bundle).file, *name);
        }
    }
}

#[test]
fn a_file_that_does_not_belong_there_differs() {
    let mut bundle = City::new().draw().whole;
    bundle.insert("notes.txt".into(), b"see here".to_vec());
    assert_eq!(difference(&bundle).file, "notes.txt");
}

#[test]
fn a_receipt_signed_by_a_stranger_holds_for_nobody_who_pinned_the_key() {
    let trust = Trust::from_json(trust_file().as_bytes()).unwrap();
    let stranger = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let bundle = receipt::sign(City::new().draw().whole, &stranger).unwrap();
    assert_eq!(verify(&bundle, &Trust::default(), TODAY).exit_code(), 0);
    let verdict = verify(&bundle, &trust, TODAY);
    assert!(verdict.to_string().contains("/signature/public_key"), "{verdict}");
}

#[test]
fn a_log_that_nobody_pinned_is_refused() {
    let mut trust = Trust::from_json(trust_file().as_bytes()).unwrap();
    trust.log_keys =
        vec![note::VKey::of_log("another.example/log", &office_key().verifying_key().to_bytes()).unwrap()];
    let verdict = verify(&City::new().draw().whole, &trust, TODAY);
    assert!(verdict.to_string().contains("/log_key"), "{verdict}");
}

#[test]
fn a_forged_cosignature_of_a_pinned_witness_differs() {
    let trust = Trust::from_json(trust_file().as_bytes()).unwrap();
    let mut bundle = City::new().draw().whole;
    let proof = bundle.get_mut("commit.tlog-proof").unwrap();
    let at = proof.len() - 20;
    proof[at] = if proof[at] == b'A' { b'B' } else { b'A' };
    let verdict = verify(&resigned(bundle), &trust, TODAY);
    assert!(verdict.to_string().contains("commit.tlog-proof"), "{verdict}");
}

#[test]
fn an_unsigned_receipt_differs() {
    let mut bundle = City::new().draw().whole;
    let mut receipt: Receipt = json::from_bytes(&bundle[RECEIPT]).unwrap();
    receipt.signature = None;
    bundle.insert(RECEIPT.to_owned(), json::to_bytes(&receipt).unwrap());
    assert!(difference(&bundle).to_string().contains("/signature"));
}

#[test]
fn a_receipt_that_hides_its_rehearsal_differs() {
    let mut bundle = City::new().draw().whole;
    let mut receipt: Receipt = json::from_bytes(&bundle[RECEIPT]).unwrap();
    receipt.rehearsal = true;
    bundle.insert(RECEIPT.to_owned(), json::to_bytes(&receipt).unwrap());
    let shown = difference(&receipt::sign(bundle, &office_key()).unwrap()).to_string();
    assert!(shown.starts_with("receipt.json /rehearsal"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One byte, anywhere, into any other: both editions differ, and in that file.
    #[test]
    fn any_single_changed_byte_is_found(sealed: bool, file: prop::sample::Index, at: prop::sample::Index, by in 1u8..) {
        let mut bundle = if sealed { honest_sealed() } else { honest() };
        let name = bundle.keys().nth(file.index(bundle.len())).unwrap().clone();
        let content = bundle.get_mut(&name).unwrap();
        let at = at.index(content.len());
        content[at] ^= by;
        let verdict = verify(&bundle, &Trust::default(), TODAY);
        prop_assert_eq!(verdict.exit_code(), 1, "byte {} of {}: {}", at, &name, &verdict);
        prop_assert!(matches!(verdict, Verdict::Differs(found) if found.file == name));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever else stands in a file, the verifier answers, never with a yes, and never panics.
    #[test]
    fn any_bytes_get_an_answer(file in 0usize..18, bytes in prop::collection::vec(any::<u8>(), 0..200), keep in 0usize..4000) {
        let mut bundle = honest();
        let name = bundle.keys().nth(file).unwrap().clone();
        let content = bundle.get_mut(&name).unwrap();
        // A file left as it was is no case: nothing cut off and nothing put in its place.
        prop_assume!(keep < content.len() || !bytes.is_empty());
        content.truncate(keep);
        content.extend(bytes);
        let bundle = if name == RECEIPT { bundle } else { resigned(bundle) };
        prop_assert_ne!(verify(&bundle, &Trust::default(), TODAY).exit_code(), 0);
    }
}

fn honest_sealed() -> Bundle {
    static HONEST: std::sync::OnceLock<Bundle> = std::sync::OnceLock::new();
    HONEST.get_or_init(|| City::new().draw().sealed).clone()
}

fn honest() -> Bundle {
    static HONEST: std::sync::OnceLock<Bundle> = std::sync::OnceLock::new();
    HONEST.get_or_init(|| City::new().draw().whole).clone()
}
