//! The tree and its proofs: published vectors, every proof of every small log, and what tampering does.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use translog::{
    ConsistencyProof, Hash, InclusionProof, LogError, LogState, MAX_SIZE, Node, NodeTable, consistency_nodes,
    consistency_proof, inclusion_nodes, inclusion_proof, leaf_hash,
};

const ORIGIN: &str = "suiji.example/draw/410481";
const SIZES: u64 = 70;

/// The roots of all sizes of a log and the rows that its service stores.
struct Sample {
    roots: Vec<Hash>,
    nodes: NodeTable,
}

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

fn sample(entries: impl IntoIterator<Item = Vec<u8>>) -> Sample {
    let mut log = LogState::new(ORIGIN).unwrap();
    let mut sample = Sample { roots: vec![log.root()], nodes: NodeTable::default() };
    for entry in entries {
        sample.nodes.extend(log.append(&entry).unwrap().nodes);
        sample.roots.push(log.root());
    }
    sample
}

/// Merkle Tree Hash word for word as in RFC 6962, section 2.1.
fn merkle_tree_hash(leaves: &[Hash]) -> Hash {
    match leaves.len() {
        0 => Hash::EMPTY,
        1 => leaves[0],
        n => {
            let (left, right) = leaves.split_at(n.next_power_of_two() / 2);
            let bytes = [[1].as_slice(), &merkle_tree_hash(left).0, &merkle_tree_hash(right).0].concat();
            Hash(sha256(&bytes))
        }
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).into()
}

#[test]
fn the_root_of_a_and_b_is_the_published_one() {
    let sample = sample([b"a".to_vec(), b"b".to_vec()]);
    assert_eq!(
        hex::encode(sample.roots[2].0),
        "b137985ff484fb600db93107c77b0365c80d78f5b429ded0fd97361d077999eb"
    );
}

#[test]
fn roots_are_those_of_the_certificate_transparency_vectors() {
    let entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let sample = sample(entries.iter().map(|entry| hex::decode(entry).unwrap()));
    let ours: Vec<String> = sample.roots.iter().map(|root| hex::encode(root.0)).collect();
    assert_eq!(ours, roots);
}

#[test]
fn roots_follow_the_definition_for_every_size() {
    let leaves: Vec<Hash> = (0..SIZES).map(|index| leaf_hash(&entry(index))).collect();
    let roots = sample((0..SIZES).map(entry)).roots;
    for (size, root) in roots.iter().enumerate() {
        assert_eq!(*root, merkle_tree_hash(&leaves[..size]), "size {size}");
    }
}

#[test]
fn every_entry_of_every_size_is_proven_and_no_other() {
    let Sample { roots, nodes } = sample((0..SIZES).map(entry));
    for size in 1..=SIZES {
        let root = roots[size as usize];
        for index in 0..size {
            let proof = inclusion_proof(index, size, |node| nodes.get(node)).unwrap();
            assert_eq!(proof.verify(root, leaf_hash(&entry(index))), Ok(()), "{index} of {size}");
            assert_refused(&proof, root, leaf_hash(&entry(index)));
        }
    }
}

/// Whatever is changed in an inclusion proof, it no longer holds.
fn assert_refused(proof: &InclusionProof, root: Hash, leaf: Hash) {
    let refused = Err(LogError::Proof);
    assert_eq!(proof.verify(root, leaf_hash(b"another entry")), refused);
    assert_eq!(proof.verify(leaf_hash(b"another root"), leaf), refused);
    for place in 0..proof.hashes.len() {
        let mut changed = proof.clone();
        changed.hashes[place].0[31] ^= 1;
        assert_eq!(changed.verify(root, leaf), refused);
        changed.hashes.remove(place);
        assert_eq!(changed.verify(root, leaf), refused);
    }
    let longer = InclusionProof { hashes: [proof.hashes.clone(), vec![root]].concat(), ..*proof };
    assert_eq!(longer.verify(root, leaf), refused);
    for index in (0..proof.size + 2).filter(|index| *index != proof.index) {
        let moved = InclusionProof { index, ..proof.clone() };
        assert_eq!(moved.verify(root, leaf), refused, "{} moved to {index}", proof.index);
    }
}

#[test]
fn every_log_is_proven_to_continue_every_earlier_one() {
    let Sample { roots, nodes } = sample((0..SIZES).map(entry));
    for new in 0..=SIZES {
        for old in 0..=new {
            let proof = consistency_proof(old, new, |node| nodes.get(node)).unwrap();
            let (old_root, new_root) = (roots[old as usize], roots[new as usize]);
            assert_eq!(proof.verify(old_root, new_root), Ok(()), "{old} to {new}");
            assert_inconsistent(&proof, old_root, new_root);
        }
    }
}

fn assert_inconsistent(proof: &ConsistencyProof, old_root: Hash, new_root: Hash) {
    let refused = Err(LogError::Proof);
    let other = leaf_hash(b"another root");
    assert_eq!(proof.verify(other, new_root), refused);
    // That the empty log is continued says nothing about the later root.
    if proof.old > 0 {
        assert_eq!(proof.verify(old_root, other), refused);
    }
    for place in 0..proof.hashes.len() {
        let mut changed = proof.clone();
        changed.hashes[place].0[0] ^= 1;
        assert_eq!(changed.verify(old_root, new_root), refused);
        changed.hashes.remove(place);
        assert_eq!(changed.verify(old_root, new_root), refused);
    }
    let longer = ConsistencyProof { hashes: [proof.hashes.clone(), vec![other]].concat(), ..*proof };
    assert_eq!(longer.verify(old_root, new_root), refused);
}

#[test]
fn a_rewritten_history_has_no_proof_to_its_earlier_head() {
    let honest = sample((0..50).map(entry));
    let rewritten = sample((0..60).map(|index| entry(if index == 17 { 1700 } else { index })));
    let proof = consistency_proof(50, 60, |node| rewritten.nodes.get(node)).unwrap();
    assert_eq!(proof.verify(honest.roots[50], rewritten.roots[60]), Err(LogError::Proof));
    assert_eq!(proof.verify(rewritten.roots[50], rewritten.roots[60]), Ok(()));
}

#[test]
fn what_is_not_in_the_log_cannot_be_asked_for() {
    let none = |_: Node| None;
    assert_eq!(inclusion_nodes(5, 5), Err(LogError::NotInLog { index: 5, size: 5 }));
    assert_eq!(inclusion_proof(0, u64::MAX, none), Err(LogError::NotInLog { index: 0, size: u64::MAX }));
    assert_eq!(consistency_nodes(6, 5), Err(LogError::NotInLog { index: 6, size: 5 }));
    assert_eq!(inclusion_proof(0, 2, none), Err(LogError::MissingNode(Node { level: 0, index: 1 })));
}

#[test]
fn absurd_proofs_from_outside_are_refused_not_panicked() {
    let hashes = vec![Hash::EMPTY; 64];
    let proof = InclusionProof { index: u64::MAX - 1, size: u64::MAX, hashes: hashes.clone() };
    assert_eq!(proof.verify(Hash::EMPTY, Hash::EMPTY), Err(LogError::Proof));
    let proof = ConsistencyProof { old: u64::MAX - 1, new: u64::MAX, hashes };
    assert_eq!(proof.verify(Hash::EMPTY, Hash::EMPTY), Err(LogError::Proof));
    let proof = ConsistencyProof { old: 7, new: 3, hashes: vec![] };
    assert_eq!(proof.verify(Hash::EMPTY, Hash::EMPTY), Err(LogError::Proof));
}

#[test]
fn an_append_names_exactly_the_nodes_it_completes() {
    let mut log = LogState::new(ORIGIN).unwrap();
    let nodes: Vec<Vec<(u8, u64)>> = (0..4)
        .map(|index| {
            let appended = log.append(&entry(index)).unwrap();
            assert_eq!((appended.index, appended.leaf_hash), (index, leaf_hash(&entry(index))));
            appended.nodes.iter().map(|(node, _)| (node.level, node.index)).collect()
        })
        .collect();
    assert_eq!(nodes, [vec![(0, 0)], vec![(0, 1), (1, 0)], vec![(0, 2)], vec![(0, 3), (1, 1), (2, 0)]]);
}

#[test]
fn an_entry_too_long_for_a_bundle_leaves_the_log_as_it_was() {
    let mut log = LogState::new(ORIGIN).unwrap();
    assert_eq!(log.append(&vec![0; 65_536]), Err(LogError::EntryTooLong { bytes: 65_536 }));
    assert_eq!(log.size(), 0);
    log.append(&vec![0; 65_535]).unwrap();
    assert_eq!(log.size(), 1);
}

#[test]
fn a_full_log_takes_no_more() {
    let full = format!(r#"{{"origin":"{ORIGIN}","size":{MAX_SIZE},"edge":["{}"]}}"#, Hash::EMPTY);
    let mut log: LogState = serde_json::from_str(&full).unwrap();
    assert_eq!(log.append(b"one more"), Err(LogError::Full));
    assert_eq!(log.size(), MAX_SIZE);
    assert!(
        serde_json::from_str::<LogState>(&full.replace(&MAX_SIZE.to_string(), &(MAX_SIZE * 2).to_string()))
            .is_err()
    );
}

#[test]
fn a_stored_state_is_believed_only_if_it_can_be_one() {
    let mut log = LogState::new(ORIGIN).unwrap();
    (0..5).for_each(|index| drop(log.append(&entry(index)).unwrap()));
    let json = serde_json::to_string(&log).unwrap();
    assert_eq!(serde_json::from_str::<LogState>(&json).unwrap(), log);
    for (from, to) in [("\"size\":5", "\"size\":7"), ("suiji.example/", "suiji example/"), ("=\"", "\"")] {
        assert!(json.contains(from));
        assert!(serde_json::from_str::<LogState>(&json.replacen(from, to, 1)).is_err(), "{from} → {to}");
    }
}

proptest! {
    #[test]
    fn a_log_resumed_from_its_rows_goes_on_alike(size in 0_u64..600, more in 1_u64..20) {
        let nodes = NodeTable::from_leaf_hashes((0..size).map(|index| leaf_hash(&entry(index)))).unwrap();
        let mut resumed = LogState::resume(ORIGIN, size, |node| nodes.get(node)).unwrap();
        (size..size + more).for_each(|index| drop(resumed.append(&entry(index)).unwrap()));
        prop_assert_eq!(resumed.root(), *sample((0..size + more).map(entry)).roots.last().unwrap());
    }

    #[test]
    fn random_entries_are_proven_and_random_sizes_are_consistent(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..300),
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let size = entries.len() as u64;
        let index = one.index(entries.len());
        let leaf = leaf_hash(&entries[index]);
        let Sample { roots, nodes } = sample(entries);
        let proof = inclusion_proof(index as u64, size, |node| nodes.get(node)).unwrap();
        prop_assert_eq!(proof.verify(roots[size as usize], leaf), Ok(()));
        let old = other.index(roots.len()) as u64;
        let proof = consistency_proof(old, size, |node| nodes.get(node)).unwrap();
        prop_assert_eq!(proof.verify(roots[old as usize], roots[size as usize]), Ok(()));
    }

    #[test]
    fn the_nodes_asked_for_are_all_that_a_proof_needs(size in 1_u64..400, pick in any::<prop::sample::Index>()) {
        let index = pick.index(size as usize) as u64;
        let nodes = NodeTable::from_leaf_hashes((0..size).map(|index| leaf_hash(&entry(index)))).unwrap();
        let rows: NodeTable =
            inclusion_nodes(index, size).unwrap().into_iter().map(|node| (node, nodes.get(node).unwrap())).collect();
        prop_assert!(inclusion_proof(index, size, |node| rows.get(node)).is_ok());
        let rows: NodeTable =
            consistency_nodes(index, size).unwrap().into_iter().map(|node| (node, nodes.get(node).unwrap())).collect();
        prop_assert!(consistency_proof(index, size, |node| rows.get(node)).is_ok());
    }
}
