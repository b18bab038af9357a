use contracts::events::inspection::{EvidenceKind, FoundProblem};
use kernel::{
    Id, Role, SeededEntropy,
    codes::{ObjectKind, ObjectStatus, ResultKind},
};

use super::*;

const SCJG: &str = "410481-scjg";

fn id<K>(seed: u64) -> Id<K> {
    Id::new("2026-03-02T01:00:00Z".parse().unwrap(), &SeededEntropy::new(seed))
}
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
fn inspector(seed: u64) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    (actor.role, actor.department, actor.inspector) =
        (Role::Inspector, Some(SCJG.parse().unwrap()), Some(id(seed)));
    actor
}

/// A visit by two inspectors, 1 the leader; 2's certificate ends on 10 March.
fn visit() -> Visit {
    let member = |seed, until| Member {
        inspector: id(seed),
        department: SCJG.parse().unwrap(),
        leader: seed == 1,
        valid_until: day(until),
    };
    Visit {
        visit: id(9),
        region: "410481".parse().unwrap(),
        rehearsal: false,
        task: id(9),
        title: "食品安全联合抽查".into(),
        draw: id(9),
        object: ObjectFacts {
            object: "91350100M000100Y43".parse().unwrap(),
            name: "甲公司".into(),
            kind: ObjectKind::Enterprise,
            place: "410481".into(),
            trade: String::new(),
            approved_by: None,
        },
        address: String::new(),
        from: day("2026-03-09"),
        until: day("2026-03-31"),
        initiating: SCJG.parse().unwrap(),
        notice: NoticePolicy::Withheld { reason: "不宜告知".into() },
        position: 0,
        teams: String::new(),
        circle: VisitCircle::default(),
        team: vec![member(1, "2027-12-31"), member(2, "2026-03-10")],
        parts: BTreeMap::new(),
        present: BTreeSet::new(),
        before: Preparation::default(),
        record_number: None,
        evidence: BTreeMap::new(),
        measures: Vec::new(),
        object_signature: None,
        refusal_noted: BTreeSet::new(),
        ended_on: None,
        presumed: false,
        dossiers: Vec::new(),
        corrections: Vec::new(),
        changes: Changes::default(),
    }
}

fn part() -> Part {
    let item = CatalogueItem {
        item: "scjg-01".parse().unwrap(),
        name: "食品经营检查".into(),
        department: SCJG.parse().unwrap(),
        legal_basis: "食品安全法".into(),
        object_kinds: vec![ObjectKind::Enterprise],
        methods: Vec::new(),
        matter: "food".into(),
        guide: "查看许可证".into(),
        guide_version: "1".into(),
        provincial_entry: None,
    };
    Part { items: vec![item], records: BTreeMap::new(), signed: BTreeSet::new(), formed_on: None }
}

fn recorded(note: &str) -> ItemRecorded {
    ItemRecorded {
        visit: id(9),
        department: SCJG.parse().unwrap(),
        item: "scjg-01".parse().unwrap(),
        result: ResultKind::NoProblem,
        note: note.into(),
        object_status: ObjectStatus::Operating,
        guide_version: "1".into(),
        deviation: String::new(),
        findings: Vec::new(),
        by: Some(id(1)),
        at: None,
    }
}

fn added(digest: &str) -> Added {
    Added {
        digest: digest.into(),
        bytes: 1,
        media_type: "image/png".into(),
        kind: None,
        item: None,
        caption: "门头".into(),
        file_name: String::new(),
        at: "2026-03-10T01:00:00Z".parse().unwrap(),
    }
}

fn both_on_site() -> Visit {
    let mut visit = visit();
    for seed in [1, 2] {
        let events = visit.start(&inspector(seed), day("2026-03-10")).unwrap();
        events.iter().for_each(|event| visit.evolve(event));
    }
    visit
}

#[test]
fn a_member_checks_in_within_the_window_and_once() {
    let window = Refusal::OutsideWindow { from: day("2026-03-09"), until: day("2026-03-31") };
    assert_eq!(visit().start(&inspector(1), day("2026-03-08")), Err(window.clone()));
    assert_eq!(visit().start(&inspector(1), day("2026-04-01")), Err(window));
    assert_eq!(visit().start(&inspector(3), day("2026-03-10")), Err(Refusal::NotInTeam));
    assert_eq!(both_on_site().start(&inspector(1), day("2026-03-10")), Err(Refusal::AlreadyCheckedIn));
}

#[test]
fn a_certificate_that_has_ended_lets_nobody_check_in_or_sign() {
    let mut visit = visit();
    let late = day("2026-03-11");
    let expired = Refusal::CertificateExpired { valid_until: day("2026-03-10") };
    assert_eq!(visit.start(&inspector(2), late), Err(expired));
    visit.start(&inspector(1), late).unwrap().iter().for_each(|event| visit.evolve(event));
    assert_eq!(visit.sign(&inspector(2), late), Err(Refusal::NotCheckedIn));
    assert_eq!(visit.sign_object(&inspector(2), late, false, None), Err(Refusal::NotCheckedIn));
}

#[test]
fn a_certificate_that_ended_after_the_check_in_lets_nobody_record_or_sign() {
    let (mut visit, late) = (both_on_site(), day("2026-03-11"));
    let expired = Refusal::CertificateExpired { valid_until: day("2026-03-10") };
    let item = "scjg-01".parse().unwrap();
    assert_eq!(visit.sign(&inspector(2), late), Err(expired.clone()));
    assert_eq!(visit.item(&inspector(2), late, &item), Err(expired.clone()));
    assert_eq!(visit.add_evidence(&inspector(2), late, added("00")), Err(expired.clone()));
    assert_eq!(visit.sign_object(&inspector(2), late, false, None), Err(expired));
    assert!(visit.sign_object(&inspector(1), late, false, None).is_ok());
}

#[test]
fn nothing_is_recorded_or_signed_before_somebody_is_on_site() {
    assert_eq!(visit().sign(&inspector(1), day("2026-03-10")), Err(Refusal::VisitNotStarted));
    assert_eq!(visit().end(&inspector(1), day("2026-03-10")), Err(Refusal::VisitNotStarted));
}

#[test]
fn a_refusal_to_sign_counts_when_two_inspectors_have_noted_it() {
    let mut visit = both_on_site();
    let first = visit.sign_object(&inspector(1), day("2026-03-10"), true, None).unwrap();
    assert_eq!(first.len(), 1);
    first.iter().for_each(|event| visit.evolve(event));
    assert_eq!(visit.object_signature, None);
    assert_eq!(visit.sign_object(&inspector(1), day("2026-03-10"), true, None), Err(Refusal::AlreadySigned));
    visit
        .sign_object(&inspector(2), day("2026-03-10"), true, None)
        .unwrap()
        .iter()
        .for_each(|event| visit.evolve(event));
    assert_eq!(visit.object_signature, Some(ObjectSignature { refused: true, evidence: None }));
}

#[test]
fn an_object_that_refused_once_may_still_sign() {
    let (mut visit, today) = (both_on_site(), day("2026-03-10"));
    let noted = visit.sign_object(&inspector(1), today, true, None).unwrap();
    noted.iter().for_each(|event| visit.evolve(event));
    let signed = visit.sign_object(&inspector(1), today, false, None).unwrap();
    assert!(matches!(signed[..], [VisitEvent::ObjectSigned { refused: false, .. }]));
}

#[test]
fn a_note_of_refusal_keeps_its_evidence() {
    let (mut visit, today, paper) = (both_on_site(), day("2026-03-10"), "00".to_owned());
    let added = visit.add_evidence(&inspector(1), today, added(&paper)).unwrap();
    added.iter().for_each(|event| visit.evolve(event));
    let noted = visit.sign_object(&inspector(1), today, true, Some(&paper)).unwrap();
    let kept = |event: &VisitEvent| match event {
        VisitEvent::RefusalNoted { evidence, .. } => evidence.clone(),
        _ => None,
    };
    assert_eq!(noted.iter().map(kept).collect::<Vec<_>>(), [Some(paper)]);
}

#[test]
fn a_file_is_of_the_visit_or_of_one_of_its_items_and_its_caption_does_not_travel() {
    let (mut visit, today) = (both_on_site(), day("2026-03-10"));
    visit.parts.insert(SCJG.parse().unwrap(), part());
    let of = |item: &str| Added { item: Some(item.parse().unwrap()), ..added("00") };
    let other = Refusal::NotYourItem { item: "wjw-01".parse().unwrap() };
    assert_eq!(visit.add_evidence(&inspector(1), today, of("wjw-01")), Err(other));
    assert!(visit.evidence.is_empty());
    let events = visit.add_evidence(&inspector(1), today, of("scjg-01")).unwrap();
    assert!(!serde_json::to_string(&events).unwrap().contains("门头"));
    events.iter().for_each(|event| visit.evolve(event));
    let file = &visit.evidence["00"];
    assert_eq!((file.kind(), file.by, file.caption.as_str()), (EvidenceKind::Photo, Some(id(1)), "门头"));
}

#[test]
fn only_a_result_that_names_a_problem_carries_findings() {
    let visit = both_on_site();
    let problem =
        FoundProblem { finding: id(7), description: "涉嫌无证经营".into(), evidence: Vec::new() };
    let with = |result| ItemRecorded { result, findings: vec![problem.clone()], ..recorded("") };
    for result in [ResultKind::NoProblem, ResultKind::Qualified, ResultKind::NoSuchActivity] {
        assert_eq!(visit.record(with(result)), Err(Refusal::FindingWithoutProblem), "{result:?}");
    }
    assert!(visit.record(with(ResultKind::PendingFollowup)).is_ok());
}

#[test]
fn a_changed_record_voids_the_signatures_on_it() {
    let (mut visit, today) = (both_on_site(), day("2026-03-10"));
    visit.parts.insert(SCJG.parse().unwrap(), part());
    let record = |visit: &mut Visit, note: &str| {
        visit.record(recorded(note)).unwrap().iter().for_each(|event| visit.evolve(event));
    };
    let sign = |visit: &mut Visit, seed| {
        visit.sign(&inspector(seed), today).unwrap().0.iter().for_each(|event| visit.evolve(event));
        visit.parts[&SCJG.parse().unwrap()].formed_on
    };
    record(&mut visit, "一");
    assert_eq!(sign(&mut visit, 1), None);
    record(&mut visit, "二");
    assert_eq!(sign(&mut visit, 2), None);
    assert_eq!(sign(&mut visit, 1), Some(today));
}

#[test]
fn a_signature_names_evidence_that_was_uploaded() {
    let unknown = "00".to_owned();
    let refused = both_on_site().sign_object(&inspector(1), day("2026-03-10"), false, Some(&unknown));
    assert_eq!(refused, Err(Refusal::UnknownEvidence { digest: unknown }));
}

mod close;
mod direct;
mod substitution;
