//! The frozen directory: what this crate computes today is what it computed when the protocol was published.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sortition::receipt::read_dir;
use sortition::seed::{Stage, stage_key};
use sortition::tickets::key;
use sortition::trust::Trust;
use sortition::verify::{Verdict, verify_dir};

use crate::world::{City, Draw, TODAY, trust_file};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn steps(draw: &Draw) -> Value {
    let k_objects = stage_key(&draw.seed, Stage::Objects);
    let first = &draw.selection.drawn[0];
    assert_eq!(key(&k_objects, &first.id, 1), first.key);
    json!({
        "plan_hash": draw.commit.plan_hash,
        "open": draw.commit.open,
        "pool_root": draw.commit.pool_root,
        "roster_root": draw.commit.roster_root,
        "recusal_root": draw.commit.recusal_root,
        "ledger_root": draw.commit.ledger_root,
        "op_commit": draw.commit.op_commit,
        "commit": draw.commit.commit,
        "reveal_root": draw.result.reveal_root,
        "seed": draw.seed,
        "k_objects": k_objects,
        "k_teams": stage_key(&draw.seed, Stage::Teams),
        "first_drawn": {"id": first.id, "key": first.key},
        "result_root": draw.result.result_root,
        "team_root": draw.result.team_root,
        "first_opening": draw.objects.open(&draw.seed, 0),
    })
}

#[test]
fn the_frozen_draw_comes_out_the_same() {
    let draw = City::new().draw();
    assert_eq!(read_dir(&vectors().join("receipt")).unwrap(), draw.whole);
    assert_eq!(read_dir(&vectors().join("sealed")).unwrap(), draw.sealed);
    let frozen: Value =
        serde_json::from_slice(&std::fs::read(vectors().join("steps.json")).unwrap()).unwrap();
    assert_eq!(frozen, steps(&draw));
}

#[test]
fn the_frozen_receipts_verify_with_their_trust_file() {
    let trust = Trust::from_json(&std::fs::read(vectors().join("trust.json")).unwrap()).unwrap();
    assert_eq!(trust, Trust::from_json(trust_file().as_bytes()).unwrap());
    assert!(matches!(verify_dir(&vectors().join("receipt"), &trust, TODAY), Verdict::Holds(_)));
    assert!(matches!(verify_dir(&vectors().join("sealed"), &trust, TODAY), Verdict::SealedUntil { .. }));
}
