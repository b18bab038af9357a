use contracts::api::lists::{BenchInspector, Recusal, TeamList};
use kernel::codes::SubstitutionReason;

use super::*;

const WJW: &str = "410481-wjw";

fn today() -> NaiveDate {
    day("2026-03-10")
}

fn leader_in_charge(department: &str, account: u64) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    (actor.role, actor.department, actor.account) =
        (Role::Leader, Some(department.parse().unwrap()), id(account));
    actor
}

fn colleague(seed: u64) -> BenchInspector {
    BenchInspector {
        inspector: id(seed),
        department: SCJG.parse().unwrap(),
        items: vec!["scjg-01".parse().unwrap()],
        every_item: false,
        valid_from: day("2020-01-01"),
        valid_until: day("2027-12-31"),
    }
}

/// 3 qualifies in every way.
fn bench(other: BenchInspector) -> TeamList {
    TeamList {
        draw: id(9),
        task: id(9),
        members: Vec::new(),
        unstaffed: Vec::new(),
        bench: vec![colleague(1), colleague(2), colleague(3), other],
        recusals: Vec::new(),
    }
}

fn wish(drawn: u64, replacement: u64) -> Wish {
    let (drawn, replacement) = (id(drawn), id(replacement));
    Wish { drawn, replacement, reason: SubstitutionReason::Health, detail: String::new() }
}

fn with_items() -> Visit {
    let mut visit = visit();
    visit.parts.insert(SCJG.parse().unwrap(), part());
    visit.circle.inspectors = [id(1), id(2)].into();
    visit
}

fn ask(visit: &mut Visit, wish: Wish, teams: &TeamList) -> Result<(), Refusal> {
    visit.ask_substitution(&inspector(1), today(), wish, teams).map(|_| ())
}

fn unfit(other: BenchInspector, replacement: u64) -> String {
    match ask(&mut with_items(), wish(2, replacement), &bench(other)) {
        Err(Refusal::SubstitutionUnfit { detail }) => detail.to_owned(),
        fits => panic!("{fits:?}"),
    }
}

#[test]
fn the_replacement_takes_the_place_and_the_replaced_one_leaves_the_circle() {
    let mut visit = with_items();
    ask(&mut visit, wish(1, 3), &bench(colleague(4))).unwrap();
    let events = visit.approve_substitution(&leader_in_charge(SCJG, 8), today()).unwrap();
    events.iter().for_each(|event| visit.evolve(event));
    let team: Vec<_> = visit.team.iter().map(|member| (member.inspector, member.leader)).collect();
    assert_eq!(team, [(id(3), true), (id(2), false)]);
    assert_eq!(visit.circle.inspectors, [id(2), id(3)].into());
    let made: Vec<_> =
        visit.changes.substitutions.iter().map(|made| (made.drawn, made.replacement)).collect();
    assert_eq!(made, [(id(1), id(3))]);
    assert_eq!(visit.start(&inspector(1), today()), Err(Refusal::NotInTeam));
    assert!(visit.start(&inspector(3), today()).is_ok());
    // Nobody comes back who was replaced.
    let back = visit.ask_substitution(&inspector(3), today(), wish(2, 1), &bench(colleague(4)));
    assert_eq!(back, Err(Refusal::SubstitutionUnfit { detail: "更换人选此前已被更换" }));
}

#[test]
fn only_a_colleague_who_qualifies_as_a_drawn_one_did_may_come() {
    assert!(unfit(colleague(4), 5).contains("名录"));
    assert!(unfit(colleague(4), 1).contains("已在检查小组内"));
    let elsewhere = BenchInspector { department: WJW.parse().unwrap(), ..colleague(4) };
    assert!(unfit(elsewhere, 4).contains("同一部门"));
    let ending = BenchInspector { valid_until: day("2026-03-30"), ..colleague(4) };
    assert!(unfit(ending, 4).contains("执法证件"));
    let fresh = BenchInspector { valid_from: day("2026-03-10"), ..colleague(4) };
    assert!(unfit(fresh, 4).contains("执法证件"));
    let narrow = BenchInspector { items: vec!["scjg-02".parse().unwrap()], ..colleague(4) };
    assert!(unfit(narrow, 4).contains("执法事项"));
    let broad = BenchInspector { items: Vec::new(), every_item: true, ..colleague(4) };
    assert_eq!(ask(&mut with_items(), wish(2, 4), &bench(broad)), Ok(()));
}

#[test]
fn a_colleague_who_must_stand_aside_does_not_come() {
    let mut teams = bench(colleague(4));
    teams.recusals.push(Recusal { object: visit().object.object, inspector: id(3) });
    let refused = ask(&mut with_items(), wish(2, 3), &teams);
    assert_eq!(refused, Err(Refusal::SubstitutionUnfit { detail: "更换人选应当回避本检查对象" }));
}

#[test]
fn another_reason_is_written_down() {
    let other = Wish { reason: SubstitutionReason::Other, ..wish(2, 3) };
    let teams = bench(colleague(4));
    assert_eq!(ask(&mut with_items(), other.clone(), &teams), Err(Refusal::ReasonRequired));
    let written = Wish { detail: "借调".into(), ..other };
    assert_eq!(ask(&mut with_items(), written, &teams), Ok(()));
}

#[test]
fn one_request_at_a_time_decided_by_the_departments_own_leader_and_not_by_who_asked() {
    let mut visit = with_items();
    let approve = |visit: &Visit, actor: Actor| visit.approve_substitution(&actor, today());
    assert_eq!(approve(&visit, leader_in_charge(SCJG, 8)), Err(Refusal::NothingToApprove));
    ask(&mut visit, wish(2, 3), &bench(colleague(4))).unwrap();
    assert_eq!(ask(&mut visit, wish(1, 4), &bench(colleague(4))), Err(Refusal::SubstitutionPending));
    let department = SCJG.parse().unwrap();
    assert_eq!(approve(&visit, leader_in_charge(WJW, 8)), Err(Refusal::NotYourDepartment { department }));
    let mut asker = leader_in_charge(SCJG, 8);
    asker.account = inspector(1).account;
    assert_eq!(approve(&visit, asker), Err(Refusal::ApproverIsRequester));
    let events = visit.reject_substitution(&leader_in_charge(SCJG, 8)).unwrap();
    events.iter().for_each(|event| visit.evolve(event));
    assert_eq!(visit.changes, Changes::default());
    assert_eq!(approve(&visit, leader_in_charge(SCJG, 8)), Err(Refusal::NothingToApprove));
}

#[test]
fn whoever_is_on_site_stays_unless_the_certificate_has_ended_since() {
    let mut visit = both_on_site();
    visit.parts.insert(SCJG.parse().unwrap(), part());
    let teams = bench(colleague(4));
    assert_eq!(ask(&mut visit, wish(2, 3), &teams), Err(Refusal::AlreadyOnSite));
    let later = visit.ask_substitution(&inspector(1), day("2026-03-11"), wish(2, 3), &teams);
    assert!(later.is_ok(), "{later:?}");
}
