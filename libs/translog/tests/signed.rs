//! Keys, checkpoints and proof files.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use translog::{
    Checkpoint, Hash, LogError, LogKey, LogSigner, LogState, NodeTable, ProofFile, inclusion_proof, leaf_hash,
};

const ORIGIN: &str = "suiji.example/draw/410481";

fn signer(seed: u8) -> LogSigner {
    LogSigner::from_seed(ORIGIN, [seed; 32]).unwrap()
}

fn log(size: usize) -> (LogState, NodeTable) {
    let mut log = LogState::new(ORIGIN).unwrap();
    let nodes = (0..size).flat_map(|index| log.append(&[index as u8]).unwrap().nodes).collect();
    (log, nodes)
}

#[test]
fn a_seed_gives_the_key_published_for_it_in_the_note_package() {
    let seed = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173";
    let seed = hex::decode(seed).unwrap().try_into().unwrap();
    let signer = LogSigner::from_seed("PeterNeumann", seed).unwrap();
    assert_eq!(
        signer.key().to_string(),
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    );
    assert_eq!((signer.key().name(), signer.key().id()), ("PeterNeumann", 0xc74f_20a3));
}

#[test]
fn a_secret_is_not_shown() {
    let shown = format!("{:?}", signer(7));
    assert!(shown.starts_with("LogSigner(suiji.example/draw/410481+"), "{shown}");
    assert!(!shown.contains("BwcHBw") && !shown.contains("0707"), "{shown}");
}

#[test]
fn a_key_has_one_text() {
    let text = signer(1).key().to_string();
    let key: LogKey = text.parse().unwrap();
    assert_eq!(&key, signer(1).key());
    assert_eq!(serde_json::from_str::<LogKey>(&serde_json::to_string(&key).unwrap()).unwrap(), key);
    let id = format!("{:08x}", key.id());
    for wrong in [
        "".to_owned(),
        text.replace(&id, &id.to_uppercase()),
        text.replace(&id, "00000000"),
        text.replace("draw", "pool"),
        text[..text.len() - 4].to_owned(),
    ] {
        assert_eq!(wrong.parse::<LogKey>(), Err(LogError::Key), "{wrong}");
    }
}

#[test]
fn an_origin_is_one_word() {
    for wrong in ["", "a b", "a+b", "a\nb", "a\u{7f}b", "舞钢市 抽查"] {
        assert_eq!(LogState::new(wrong).unwrap_err(), LogError::Origin, "{wrong:?}");
        assert_eq!(LogSigner::from_seed(wrong, [1; 32]).unwrap_err(), LogError::Origin, "{wrong:?}");
    }
}

#[test]
fn a_checkpoint_is_the_three_lines_of_c2sp_and_a_signature() {
    let (log, _) = log(3);
    let note = log.checkpoint(&signer(1)).unwrap();
    let lines: Vec<&str> = note.split('\n').collect();
    assert_eq!(lines[..4], [ORIGIN, "3", &log.root().to_string(), ""]);
    assert!(lines[4].starts_with("— suiji.example/draw/410481 "));
    assert_eq!(lines[5..], [""]);
    let opened = Checkpoint::open(&note, ORIGIN, &[signer(1).key().clone()]).unwrap();
    assert_eq!(opened, Checkpoint { origin: ORIGIN.into(), size: 3, root: log.root() });
}

#[test]
fn a_changed_checkpoint_is_refused() {
    let (log, _) = log(3);
    let note = log.checkpoint(&signer(1)).unwrap();
    let open = |note: &str| Checkpoint::open(note, ORIGIN, &[signer(1).key().clone()]);
    assert_eq!(open(&note.replace("\n3\n", "\n4\n")), Err(LogError::Signature));
    let other_root = note.replace(&log.root().to_string(), &Hash::EMPTY.to_string());
    assert_eq!(open(&other_root), Err(LogError::Signature));
    assert_eq!(open(&note.replace("\n3\n", "\n03\n")), Err(LogError::Checkpoint));
    assert_eq!(open("nothing"), Err(LogError::Checkpoint));
    assert_eq!(open(&note[..note.len() - 1]), Err(LogError::Checkpoint));
}

#[test]
fn only_the_pinned_keys_of_that_very_log_count() {
    let (log, _) = log(3);
    let note = log.checkpoint(&signer(1)).unwrap();
    let open = |keys: &[&LogSigner]| {
        let keys: Vec<LogKey> = keys.iter().map(|signer| signer.key().clone()).collect();
        Checkpoint::open(&note, ORIGIN, &keys)
    };
    let elsewhere = LogSigner::from_seed("suiji.example/draw/410482", [1; 32]).unwrap();
    assert_eq!(open(&[]), Err(LogError::UnknownSigner));
    assert_eq!(open(&[&signer(2), &elsewhere]), Err(LogError::UnknownSigner));
    assert!(open(&[&signer(2), &signer(1), &signer(1)]).is_ok(), "after a change of keys both are pinned");
    let found = Err(LogError::WrongOrigin { found: ORIGIN.into() });
    assert_eq!(Checkpoint::open(&note, "suiji.example/draw/410482", &[elsewhere.key().clone()]), found);
    assert!(matches!(log.checkpoint(&elsewhere), Err(LogError::WrongOrigin { .. })));
}

#[test]
fn a_witness_may_add_its_line() {
    let (log, _) = log(3);
    let note = log.checkpoint(&signer(1)).unwrap();
    let witness = LogSigner::from_seed("witness.example", [9; 32]).unwrap();
    let seen =
        Checkpoint { origin: "witness.example".into(), size: 0, root: Hash::EMPTY }.sign(&witness).unwrap();
    let cosigned = format!("{note}{}\n", seen.lines().last().unwrap());
    assert!(Checkpoint::open(&cosigned, ORIGIN, &[signer(1).key().clone()]).is_ok());
}

#[test]
fn a_proof_file_convinces_offline() {
    let (log, nodes) = log(70);
    let keys = [signer(1).key().clone()];
    let note = log.checkpoint(&signer(1)).unwrap();
    let text = ProofFile::new(inclusion_proof(41, 70, |node| nodes.get(node)).unwrap(), &note).to_string();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nindex 41\n"));
    let file: ProofFile = text.parse().unwrap();
    assert_eq!(file.to_string(), text);
    assert_eq!(file.verify(&[41], ORIGIN, &keys).unwrap().root, log.root());
    assert_eq!(file.verify(&[42], ORIGIN, &keys), Err(LogError::Proof));
    assert_eq!(file.verify(&[41], ORIGIN, &[]), Err(LogError::UnknownSigner));

    let moved: ProofFile = text.replace("index 41", "index 40").parse().unwrap();
    assert_eq!(moved.verify(&[41], ORIGIN, &keys), Err(LogError::Proof));
    let extra: ProofFile = text.replace("\nindex", "\nextra AAAA\nindex").parse().unwrap();
    assert_eq!(extra, file);
    for wrong in ["", "c2sp.org/tlog-proof@v2\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex 07\n\n"] {
        assert_eq!(wrong.parse::<ProofFile>(), Err(LogError::ProofFile));
    }
}

#[test]
fn a_log_of_one_entry_has_a_proof_without_hashes() {
    let (log, nodes) = log(1);
    let proof = inclusion_proof(0, 1, |node| nodes.get(node)).unwrap();
    assert_eq!(proof.verify(log.root(), leaf_hash(&[0])), Ok(()));
    let note = log.checkpoint(&signer(1)).unwrap();
    let file: ProofFile = ProofFile::new(proof, &note).to_string().parse().unwrap();
    assert!(file.verify(&[0], ORIGIN, &[signer(1).key().clone()]).is_ok());
}
