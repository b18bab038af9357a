//! Draws that followed the protocol.

use sortition::plan::*;
use sortition::trust::Trust;
use sortition::verify::{Verdict, verify};

use crate::world::{City, TODAY, office_key, trust_file};

fn report(verdict: Verdict) -> sortition::verify::Report {
    match verdict {
        Verdict::Holds(report) => *report,
        other => panic!("{other}"),
    }
}

#[test]
fn an_honest_draw_holds_and_says_what_it_did() {
    let trust = Trust::from_json(trust_file().as_bytes()).unwrap();
    let report = report(verify(&City::new().draw().whole, &trust, TODAY));
    assert_eq!((report.pool, report.eligible, report.drawn, report.skipped), (60, 57, 2 + 3 + 6, 0));
    assert_eq!((report.assurance.level(), report.source.as_str(), report.rehearsal), (2, "parties", false));
    assert_eq!(report.signer.pinned.as_deref(), Some("舞钢市双随机办 2026"));
    assert_eq!(report.log.witnesses, [("witness.example/jiwei".to_owned(), 1_777_900_000)]);
    assert_eq!((report.members + 2 * report.unstaffed, report.unstaffed), (44, 0));
}

#[test]
fn without_pinned_keys_it_says_whose_key_signed() {
    let verdict = verify(&City::new().draw().whole, &Trust::default(), TODAY);
    let key = hex::encode(office_key().verifying_key().to_bytes());
    assert!(verdict.to_string().contains(&key), "{verdict}");
    let report = report(verdict);
    assert_eq!((report.signer.pinned, report.log.pinned), (None, false));
}

#[test]
fn a_pool_in_another_order_gives_the_same_receipt() {
    let mut city = City::new();
    city.pool.reverse();
    assert_eq!(city.draw().whole, City::new().draw().whole);
}

#[test]
fn a_rehearsal_by_the_operator_alone_is_worth_little_and_says_so() {
    let mut city = City::new();
    city.plan.purpose = Purpose::Rehearsal;
    city.plan.entropy = EntropyPlan::Operator {};
    city.plan.teams = None;
    city.plan.openness = Openness::Open { reason: "演练".into() };
    city.plan.quota = QuotaRule::Total { total: 57 };
    let report = report(verify(&city.draw().whole, &Trust::default(), TODAY));
    assert_eq!((report.assurance.level(), report.rehearsal, report.drawn, report.members), (4, true, 57, 0));
}

#[test]
fn an_empty_stratum_and_an_empty_ledger_are_no_obstacle() {
    let mut city = City::new();
    city.ledger.clear();
    city.recusals.clear();
    city.pool.iter_mut().for_each(|row| row.status = if row.stratum == "B" { 6 } else { 0 });
    let report = report(verify(&city.draw().whole, &Trust::default(), TODAY));
    assert_eq!((report.eligible, report.drawn), (40, 2 + 6));
}

#[test]
fn a_sealed_receipt_tells_the_day_and_fails_after_it() {
    let sealed = City::new().draw().sealed;
    let verdict = verify(&sealed, &Trust::default(), "2026-06-30");
    assert!(matches!(&verdict, Verdict::SealedUntil { open_by, .. } if open_by == "2026-06-30"), "{verdict}");
    assert_eq!(verdict.exit_code(), 2);
    let late = verify(&sealed, &Trust::default(), "2026-07-01");
    assert_eq!(late.exit_code(), 1);
    assert!(late.to_string().contains("未公开"), "{late}");
}

#[test]
fn an_open_draw_has_no_sealed_edition() {
    let mut city = City::new();
    city.plan.openness = Openness::Open { reason: "公开抽取".into() };
    let verdict = verify(&city.draw().sealed, &Trust::default(), TODAY);
    assert_eq!(verdict.exit_code(), 1, "{verdict}");
    assert!(verdict.to_string().contains("/open_by"), "{verdict}");
}

#[test]
fn a_sealed_receipt_gives_nothing_of_the_list_away() {
    let draw = City::new().draw();
    let all: Vec<u8> = draw.sealed.values().flatten().copied().collect();
    let all = String::from_utf8_lossy(&all);
    for drawn in &draw.selection.drawn {
        assert!(!all.contains(&drawn.id) && !all.contains(&drawn.key.to_string()));
    }
    assert!(!all.contains(&draw.seed.to_string()));
}

#[test]
fn a_visit_that_ended_opens_alone() {
    let draw = City::new().draw();
    for i in 0..draw.objects.rows.len() {
        assert!(draw.objects.open(&draw.seed, i).unwrap().holds(&draw.result));
    }
}
