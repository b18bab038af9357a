//! The frozen libraries, and the objects drawn from them.

use std::collections::BTreeSet;

use crate::commit::Commit;
use crate::encoding::Hash;
use crate::freeze::{Freeze, FreezeFault, Freezer};
use crate::ledger::{self, LedgerRow};
use crate::note::VKey;
use crate::plan::{CapRule, Plan};
use crate::pool;
use crate::proof::InclusionProof;
use crate::receipt::{self, Bundle, CutoffsFile, Filling, Skip};
use crate::roster::{self, RecusalRow, RosterRow};
use crate::sealed::{Kind, Rows};
use crate::seed::{Stage, stage_key};
use crate::selection::{Selection, SelectionFault, Selector};
use crate::teams::Period;
use crate::text;

use super::verdict::{Place, Verdict};
use super::{Step, compare};

pub(super) struct Frozen {
    pub(super) freeze: Freeze,
    pub(super) roster: Vec<RosterRow>,
    pub(super) recusals: Vec<RecusalRow>,
    ledger: Vec<LedgerRow>,
}

pub(super) struct DrawnObjects {
    pub(super) rows: Rows,
    pub(super) skipped: u64,
    pub(super) selection: Selection,
}

/// Reads the four frozen tables and holds their roots against the commit.
pub(super) fn frozen(bundle: &Bundle, plan: &Plan, commit: &Commit) -> Step<Frozen> {
    let table = |name: &'static str| move |fault| compare::malformed_table(name, fault);
    let roster = roster::from_csv(compare::file(bundle, receipt::ROSTER)?).map_err(table(receipt::ROSTER))?;
    let recusals = compare::file(bundle, receipt::RECUSALS)?;
    let recusals = roster::recusals_from_csv(recusals).map_err(table(receipt::RECUSALS))?;
    let ledger = ledger::from_csv(compare::file(bundle, receipt::LEDGER)?).map_err(table(receipt::LEDGER))?;
    let roots = [
        (
            "/roster_root",
            receipt::ROSTER,
            roster::roster_root(&roster).map_err(|f| f.to_string()),
            commit.roster_root,
        ),
        (
            "/recusal_root",
            receipt::RECUSALS,
            roster::recusal_root(&recusals).map_err(|f| f.to_string()),
            commit.recusal_root,
        ),
        (
            "/ledger_root",
            receipt::LEDGER,
            ledger::root(&ledger).map_err(|f| f.to_string()),
            commit.ledger_root,
        ),
    ];
    for (pointer, file, root, committed) in roots {
        let root = root.map_err(|why| compare::refused(file, Place::Whole, why))?;
        compare::member(receipt::COMMIT, pointer, &root.to_string(), &committed.to_string())?;
    }
    let freeze = freeze(bundle, plan, &ledger, &roster, &recusals)?;
    compare::member(receipt::COMMIT, "/n", &freeze.n, &commit.n)?;
    compare::member(
        receipt::COMMIT,
        "/pool_root",
        &freeze.pool_root.to_string(),
        &commit.pool_root.to_string(),
    )?;
    Ok(Frozen { freeze, roster, recusals, ledger })
}

fn freeze(
    bundle: &Bundle,
    plan: &Plan,
    ledger: &[LedgerRow],
    roster: &[RosterRow],
    recusals: &[RecusalRow],
) -> Step<Freeze> {
    let refused = |place| move |fault: FreezeFault| compare::refused(receipt::POOL, place, fault);
    let mut freezer = Freezer::new(plan, ledger).map_err(refused(Place::Whole))?;
    for row in pool::read(compare::file(bundle, receipt::POOL)?).map_err(malformed)? {
        let (line, row) = row.map_err(malformed)?;
        freezer.push(&row).map_err(refused(Place::Line(line)))?;
    }
    freezer.finish(roster, recusals).map_err(refused(Place::Whole))
}

fn malformed(fault: crate::table::TableFault) -> Verdict {
    compare::malformed_table(receipt::POOL, fault)
}

/// Draws again and compares `result.csv` and `cutoffs.json`.
pub(super) fn drawn(
    bundle: &Bundle,
    plan: &Plan,
    frozen: &Frozen,
    seed: &Hash,
    log_key: &str,
) -> Step<DrawnObjects> {
    let cutoffs: CutoffsFile = compare::document(bundle, receipt::CUTOFFS)?;
    let filled: BTreeSet<String> = cutoffs.skips.iter().map(|s| s.skipped.id.clone()).collect();
    let selection = select(bundle, frozen, seed, &filled)?;
    let rows = Rows::objects(&selection.drawn);
    let result = compare::file(bundle, receipt::RESULT)?;
    compare::same_table(receipt::RESULT, rows.columns(), &rows.to_csv(), result)?;
    check_skips(plan, frozen, &selection, &cutoffs.skips, log_key)?;
    let expected = CutoffsFile { strata: selection.cutoffs.clone(), skips: cutoffs.skips };
    let expected =
        crate::json::to_bytes(&expected).map_err(|f| compare::malformed_json(receipt::CUTOFFS, &f))?;
    compare::same_document(receipt::CUTOFFS, &expected, compare::file(bundle, receipt::CUTOFFS)?)?;
    Ok(DrawnObjects { rows, skipped: selection.skipped.len() as u64, selection })
}

fn select(bundle: &Bundle, frozen: &Frozen, seed: &Hash, filled: &BTreeSet<String>) -> Step<Selection> {
    let refused = |fault: SelectionFault| compare::refused(receipt::POOL, Place::Whole, fault);
    let k_objects = stage_key(seed, Stage::Objects);
    let mut selector = Selector::new(k_objects, &frozen.freeze.quotas, filled.len() as u64);
    for row in pool::read(compare::file(bundle, receipt::POOL)?).map_err(malformed)? {
        selector.offer(&row.map_err(malformed)?.1).map_err(refused)?;
    }
    selector.finish().settle(filled).map_err(refused)
}

/// Each skip must be one that the draw met, and proven by the draws that filled the cap.
fn check_skips(
    plan: &Plan,
    frozen: &Frozen,
    selection: &Selection,
    skips: &[Skip],
    log_key: &str,
) -> Step<()> {
    if !skips.iter().map(|s| &s.skipped).eq(&selection.skipped) {
        let why = "跳过记录与抽取次序不符";
        return Err(compare::refused(receipt::CUTOFFS, Place::Member("/skips".into()), why));
    }
    for (i, skip) in skips.iter().enumerate() {
        let rows = ledger::rows_of(&frozen.ledger, &skip.skipped.id);
        prove_skip(&plan.caps, &plan.window, rows, skip, log_key)
            .map_err(|why| compare::refused(receipt::CUTOFFS, Place::Member(format!("/skips/{i}")), why))?;
    }
    Ok(())
}

fn prove_skip(
    caps: &CapRule,
    window: &Period,
    rows: &[LedgerRow],
    skip: &Skip,
    log_key: &str,
) -> Result<(), &'static str> {
    let draws: BTreeSet<Hash> = skip.filled_by.iter().map(|f| f.result.open).collect();
    if draws.is_empty() || draws.len() != skip.filled_by.len() {
        return Err("跳过记录应逐一写明占满上限的各次抽取");
    }
    if !skip.filled_by.iter().all(|filling| holds(filling, &skip.skipped.id, log_key)) {
        return Err("所附另一次抽取的证明不成立");
    }
    let years = text::year(&window.from)..=text::year(&window.to);
    let limits =
        caps.authorities.iter().map(|a| (a.authority.as_str(), a.cap)).chain([(ledger::JOINT, caps.joint)]);
    let reached = |authority: &str, cap: u32, year: u16| {
        let row = rows.iter().find(|row| row.authority == authority && row.year == year);
        let (before, lifted) = row
            .map_or((0, false), |r| (u64::from(r.counted) + u64::from(r.reserved), !r.exception.is_empty()));
        !lifted && before + draws.len() as u64 >= u64::from(cap)
    };
    let any =
        limits.into_iter().any(|(authority, cap)| years.clone().any(|year| reached(authority, cap, year)));
    if any { Ok(()) } else { Err("所写各次抽取没有占满上限") }
}

fn holds(filling: &Filling, object: &str, log_key: &str) -> bool {
    let logged = || {
        let key: VKey = log_key.parse().ok()?;
        let proof = InclusionProof::parse(filling.proof.as_bytes()).ok()?;
        proof.verify(&filling.result.to_json().ok()?, &key).ok()
    };
    filling.result.entry == "result"
        && filling.opening.kind == Kind::Objects
        && filling.opening.row.len() == 4
        && filling.opening.row.get(2).is_some_and(|id| id == object)
        && filling.opening.holds(&filling.result)
        && logged().is_some()
}
