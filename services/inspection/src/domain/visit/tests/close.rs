use super::*;

/// The working day after the window, which ends on Tuesday 31 March 2026.
fn after() -> NaiveDate {
    day("2026-04-01")
}

fn clerk(account: u64) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    (actor.role, actor.department, actor.account) = (Role::Clerk, Some(SCJG.parse().unwrap()), id(account));
    actor
}

fn leader_in_charge(department: &str, account: u64) -> Actor {
    Actor { role: Role::Leader, department: Some(department.parse().unwrap()), ..clerk(account) }
}

fn happen(visit: &mut Visit, events: &[VisitEvent]) {
    events.iter().for_each(|event| visit.evolve(event));
}

/// On site on 10 March, with an item recorded and nobody's signature.
fn recorded_visit() -> Visit {
    let mut visit = both_on_site();
    visit.parts.insert(SCJG.parse().unwrap(), part());
    let events = visit.record(recorded("")).unwrap();
    happen(&mut visit, &events);
    visit
}

#[test]
fn a_visit_that_nobody_ends_ends_on_the_working_day_after_its_window() {
    let mut visit = recorded_visit();
    assert_eq!(visit.presume_end(after(), after()), []);
    let events = visit.presume_end(day("2026-04-02"), after());
    let on = |event: &VisitEvent| match event {
        VisitEvent::EndPresumed { ended_on, .. } => *ended_on,
        VisitEvent::Ended(ended) => ended.ended_on,
        other => panic!("{other:?}"),
    };
    assert_eq!(events.iter().map(on).collect::<Vec<_>>(), [after(), after()]);
    happen(&mut visit, &events);
    assert_eq!((visit.word(), visit.presumed), ("ended", true));
    assert_eq!(visit.presume_end(day("2026-04-03"), after()), []);
}

#[test]
fn one_that_nobody_came_to_ends_so_as_well() {
    let mut visit = visit();
    let events = visit.presume_end(day("2026-04-02"), after());
    happen(&mut visit, &events);
    assert_eq!(
        (visit.ended_on, visit.start(&inspector(1), day("2026-04-02")).is_err()),
        (Some(after()), true)
    );
    assert_eq!(visit.notice_due(&inspector(1), day("2026-04-02")), Err(Refusal::VisitAlreadyEnded));
}

#[test]
fn one_that_all_have_signed_ended_with_the_last_signature() {
    let mut visit = recorded_visit();
    for seed in [1, 2] {
        let events = visit.sign(&inspector(seed), day("2026-03-10")).unwrap().0;
        happen(&mut visit, &events);
    }
    let events = visit.presume_end(day("2026-04-02"), after());
    happen(&mut visit, &events);
    assert_eq!(visit.ended_on, Some(day("2026-03-10")));
}

#[test]
fn what_is_missing_after_a_presumed_end_still_comes_and_nothing_more() {
    let mut visit = recorded_visit();
    visit.team.retain(|member| member.leader);
    let (leader, late) = (inspector(1), day("2026-04-07"));
    let events = visit.presume_end(day("2026-04-02"), after());
    happen(&mut visit, &events);
    assert_eq!(visit.end(&leader, late), Err(Refusal::VisitAlreadyEnded));
    assert_eq!(visit.ask_cancellation(&leader, "迁址"), Err(Refusal::VisitAlreadyEnded));
    let events = visit.sign(&leader, late).unwrap().0;
    happen(&mut visit, &events);
    assert_eq!(visit.parts[&SCJG.parse().unwrap()].formed_on, Some(late));
    let events = visit.sign_object(&leader, late, false, None).unwrap();
    happen(&mut visit, &events);
    let more = visit.add_evidence(&leader, late, added("00"));
    assert_eq!(more, Err(Refusal::VisitAlreadyEnded));
    assert_eq!(visit.ended_on, Some(after()));
}

#[test]
fn a_visit_is_called_off_by_two_people_before_it_begins() {
    let mut visit = visit();
    assert_eq!(visit.ask_cancellation(&inspector(2), "迁址"), Err(Refusal::LeaderArranges));
    let department = leader_in_charge(SCJG, 8);
    assert_eq!(visit.approve_cancellation(&department), Err(Refusal::NothingToApprove));
    let events = visit.ask_cancellation(&clerk(7), "迁址").unwrap();
    happen(&mut visit, &events);
    assert_eq!(visit.ask_cancellation(&inspector(1), "迁址"), Err(Refusal::CancellationPending));
    let other = leader_in_charge("410481-wjw", 8);
    let initiating = SCJG.parse().unwrap();
    assert_eq!(
        visit.approve_cancellation(&other),
        Err(Refusal::NotYourDepartment { department: initiating })
    );
    assert_eq!(visit.approve_cancellation(&leader_in_charge(SCJG, 7)), Err(Refusal::ApproverIsRequester));
    let events = visit.approve_cancellation(&department).unwrap();
    happen(&mut visit, &events);
    assert_eq!(visit.word(), "cancelled");
    assert_eq!(visit.start(&inspector(1), day("2026-03-10")), Err(Refusal::VisitCancelled));
    assert_eq!(visit.presume_end(day("2026-04-02"), after()), []);
}

#[test]
fn a_visit_that_begins_is_called_off_no_more() {
    let mut visit = visit();
    visit.ask_cancellation(&clerk(7), "迁址").unwrap();
    let events = visit.start(&inspector(1), day("2026-03-10")).unwrap();
    happen(&mut visit, &events);
    assert_eq!(visit.changes.cancellation_asked, None);
    assert_eq!(visit.approve_cancellation(&leader_in_charge(SCJG, 8)), Err(Refusal::AlreadyStarted));
    assert_eq!(visit.ask_cancellation(&clerk(7), "迁址"), Err(Refusal::AlreadyStarted));
}

#[test]
fn the_reason_of_a_cancellation_does_not_say_whom_the_visit_was_for() {
    let mut visit = visit();
    for reason in ["甲公司已迁址", "91350100M000100Y43 注销"] {
        assert_eq!(visit.ask_cancellation(&clerk(7), reason), Err(Refusal::ReasonNamesObject));
    }
}
