use contracts::events::{inspection::ObjectFacts, referral::Delivered};
use kernel::{
    Id, Role, SeededEntropy,
    codes::{ObjectKind, ResultKind},
};

use super::*;

const SCJG: &str = "410481-scjg";
const WJW: &str = "410481-wjw";
const SWJ: &str = "410481-swj";

fn at() -> Moment {
    "2026-03-02T01:00:00Z".parse().unwrap()
}
fn id<K>() -> Id<K> {
    Id::new(at(), &SeededEntropy::new(1))
}
fn department(text: &str) -> DepartmentId {
    text.parse().unwrap()
}
fn clerk(text: &str) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    (actor.role, actor.department) = (Role::Clerk, Some(department(text)));
    actor
}

pub fn finding() -> FindingRaised {
    FindingRaised {
        finding: id(),
        visit: id(),
        task: id(),
        found_by: department(SCJG),
        item: "scjg-01".parse().unwrap(),
        item_name: "食品安全检查".into(),
        matter: "food".into(),
        result: ResultKind::PendingFollowup,
        description: "涉嫌无证经营".into(),
        evidence: vec![],
        object: ObjectFacts {
            object: "91350100M000100Y43".parse().unwrap(),
            name: "某公司".into(),
            kind: ObjectKind::Enterprise,
            place: "410481".into(),
            trade: "F5211".into(),
            approved_by: None,
        },
        formed_on: "2026-03-02".parse().unwrap(),
        rehearsal: false,
        task_title: "食品安全联合抽查".into(),
        files: Vec::new(),
    }
}

fn given(owner: Option<&str>, events: &[ReferralEvent]) -> Referral {
    let issued = Issued {
        referral: id(),
        number: "舞市监移〔2026〕0001号".into(),
        finding: id(),
        visit: id(),
        from: department(SCJG),
        owner: owner.map(department),
        because: "因".into(),
        formed_on: "2026-03-02".parse().unwrap(),
        due_on: "2026-03-11".parse().unwrap(),
        provisional: false,
        rehearsal: false,
    };
    let mut referral = Referral::issue(finding(), &issued, "410481".parse().unwrap(), at());
    if let Some(owner) = owner {
        referral.evolve(&delivered(owner));
    }
    events.iter().for_each(|event| referral.evolve(event));
    referral
}

fn delivered(to: &str) -> ReferralEvent {
    let finding = finding();
    ReferralEvent::Delivered(Delivered {
        referral: id(),
        number: String::new(),
        to: department(to),
        delivery: 1,
        previous: String::new(),
        delivered_at: at(),
        from: department(SCJG),
        finding: finding.finding,
        object: finding.object,
        matter: finding.matter,
        item_name: finding.item_name,
        description: finding.description,
        evidence: vec![],
        because: String::new(),
        due_on: "2026-03-11".parse().unwrap(),
    })
}

fn all_known(_: &DepartmentId) -> bool {
    true
}

#[test]
fn the_holder_accepts_and_nobody_else() {
    let referral = given(Some(WJW), &[]);
    assert!(referral.accept(&clerk(WJW), at()).is_ok());
    assert_eq!(
        referral.accept(&clerk(SWJ), at()),
        Err(Refusal::NotYourDepartment { department: WJW.into() })
    );
}

#[test]
fn the_first_decline_goes_to_the_proposed_owner_and_the_second_to_the_office() {
    let mut referral = given(Some(WJW), &[]);
    let events =
        referral.decline(&clerk(WJW), at(), ("食品安全法第六条", &department(SWJ)), all_known).unwrap();
    assert!(matches!(&events[1], ReferralEvent::Rerouted { to, .. } if *to == department(SWJ)));
    events.iter().for_each(|event| referral.evolve(event));
    referral.evolve(&delivered(SWJ));
    assert_eq!(referral.holder, Holder::Department(department(SWJ)));
    let events = referral.decline(&clerk(SWJ), at(), ("商务条例", &department(WJW)), all_known).unwrap();
    assert!(matches!(&events[1], ReferralEvent::WithOffice { .. }));
    events.iter().for_each(|event| referral.evolve(event));
    assert_eq!((referral.holder, referral.stage), (Holder::Office, Stage::WithOffice));
}

#[test]
fn a_designation_binds() {
    let mut referral = given(None, &[]);
    assert_eq!(referral.holder, Holder::Office);
    let events = referral.designate(&department(WJW), "共同上级指定", all_known).unwrap();
    events.iter().for_each(|event| referral.evolve(event));
    referral.evolve(&delivered(WJW));
    let refused = referral.decline(&clerk(WJW), at(), ("某法", &department(SWJ)), all_known);
    assert_eq!(refused, Err(Refusal::DesignationBinds));
    assert!(referral.accept(&clerk(WJW), at()).is_ok());
}

#[test]
fn a_proposed_owner_must_be_another_and_known() {
    let referral = given(Some(WJW), &[]);
    assert_eq!(
        referral.decline(&clerk(WJW), at(), ("某法", &department(WJW)), all_known),
        Err(Refusal::ProposesItself)
    );
    let refused = referral.decline(&clerk(WJW), at(), ("某法", &department(SWJ)), |_| false);
    assert_eq!(refused, Err(Refusal::UnknownDepartment { department: department(SWJ) }));
}

#[test]
fn only_what_is_with_the_office_is_designated() {
    let referral = given(Some(WJW), &[]);
    assert_eq!(referral.designate(&department(SWJ), "x", all_known), Err(Refusal::NotWithOffice));
}

#[test]
fn a_case_is_concluded_after_it_was_accepted_and_a_no_case_with_its_reason() {
    let mut referral = given(Some(WJW), &[]);
    assert_eq!(referral.conclude(&clerk(WJW), Outcome::CaseFiled, ""), Err(Refusal::NotAccepted));
    referral.evolve(&ReferralEvent::Accepted { referral: id(), by: department(WJW), at: None });
    assert_eq!(referral.conclude(&clerk(WJW), Outcome::NoCase, " "), Err(Refusal::ConclusionNeedsReason));
    assert!(referral.conclude(&clerk(WJW), Outcome::CaseFiled, "").is_ok());
    assert_eq!(referral.accept(&clerk(WJW), at()), Err(Refusal::NotDelivered { stage: "已接收" }));
}

#[test]
fn the_clock_warns_once_and_then_says_overdue_once() {
    let mut referral = given(Some(WJW), &[]);
    let today = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(referral.signal(today("2026-03-05"), 4), vec![]);
    let soon = referral.signal(today("2026-03-09"), 2);
    assert!(matches!(soon.as_slice(), [ReferralEvent::DueSoon { .. }]));
    soon.iter().for_each(|event| referral.evolve(event));
    assert_eq!(referral.signal(today("2026-03-10"), 1), vec![]);
    let late = referral.signal(today("2026-03-12"), -1);
    assert!(matches!(late.as_slice(), [ReferralEvent::Overdue { .. }]));
    late.iter().for_each(|event| referral.evolve(event));
    assert_eq!(referral.signal(today("2026-03-13"), -2), vec![]);
}

#[test]
fn a_new_calendar_moves_an_open_deadline_but_never_into_the_past() {
    let referral = given(Some(WJW), &[]);
    let due = |text: &str| Due { on: text.parse().unwrap(), provisional: false };
    let today = "2026-03-10".parse().unwrap();
    assert!(matches!(
        referral.recompute(due("2026-03-12"), today).as_slice(),
        [ReferralEvent::DueRecomputed { due_on, .. }] if due_on.to_string() == "2026-03-12"
    ));
    assert!(matches!(
        referral.recompute(due("2026-03-05"), today).as_slice(),
        [ReferralEvent::DueRecomputed { due_on, .. }] if due_on.to_string() == "2026-03-10"
    ));
    let mut met = referral.clone();
    met.evolve(&ReferralEvent::Accepted { referral: id(), by: department(WJW), at: None });
    assert_eq!(met.recompute(due("2026-03-12"), today), vec![]);
}
