use chrono::NaiveDate;
use contracts::events::planning::{
    Criteria, EntropySource, NoticePolicy, Participation, Quota, Scheme, TeamUnit,
};
use kernel::{AccountId, Id, Role};

use super::*;

pub(in crate::domain) const SCJG: &str = "410481-scjg";
pub(in crate::domain) const WJW: &str = "410481-wjw";

pub(in crate::domain) fn scheme() -> Scheme {
    Scheme {
        title: "食品安全联合抽查".into(),
        initiating: SCJG.parse().unwrap(),
        participants: vec![participation(SCJG, "scjg-01"), participation(WJW, "wjw-01")],
        from: date("2026-03-09"),
        until: date("2026-03-31"),
        methods: Vec::new(),
        criteria: Criteria::default(),
        quota: Quota::Total { total: 10 },
        notice: NoticePolicy::Given,
        team_unit: TeamUnit::Object,
        entropy: EntropySource::Parties { parties: vec!["jw".into(), "scjg".into()] },
        open_reason: None,
        emergency: None,
    }
}

fn participation(department: &str, item: &str) -> Participation {
    Participation {
        department: department.parse().unwrap(),
        items: vec![item.parse().unwrap()],
        inspectors: 2,
        single_basis: None,
    }
}

pub(in crate::domain) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> Moment {
    "2026-03-02T01:00:00Z".parse().unwrap()
}

pub(in crate::domain) fn id<K>(number: u128) -> Id<K> {
    uuid::Uuid::from_u128(number).into()
}

pub(in crate::domain) fn actor(role: Role, department: &str, account: u128) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    (actor.role, actor.department) = (role, Some(department.parse().unwrap()));
    actor.account = AccountId::from(uuid::Uuid::from_u128(account));
    actor
}

pub(in crate::domain) fn task() -> TaskState {
    TaskState::new(Task {
        task: id(3),
        region: "410481".parse().unwrap(),
        rehearsal: false,
        plan: id(1),
        catalogue: id(2),
        catalogue_version: 1,
        policy_version: "pingdingshan-2020-3".into(),
        scheme: scheme(),
        clerk: id(9),
        approvals: Default::default(),
        libraries: Default::default(),
    })
}

pub(in crate::domain) fn given(mut state: TaskState, events: &[TaskEvent]) -> TaskState {
    events.iter().for_each(|event| state.evolve(event));
    state
}

fn agreed() -> TaskState {
    [SCJG, WJW].into_iter().fold(task(), |state, department| {
        let events = state.agree(&actor(Role::Clerk, department, 9)).unwrap();
        given(state, &events)
    })
}

fn ready() -> TaskState {
    [(SCJG, 11), (WJW, 12)].into_iter().fold(agreed(), |state, (department, account)| {
        let approved = state.approve(&actor(Role::Principal, department, account), now()).unwrap();
        let noted = state.note_library(&department.parse().unwrap(), 1);
        given(given(state, &approved), &noted)
    })
}

fn released() -> TaskState {
    let events = ready().release(&actor(Role::Clerk, SCJG, 9)).unwrap();
    given(ready(), &events)
}

#[test]
fn the_last_agreement_makes_the_scheme_agreed() {
    let first = task().agree(&actor(Role::Clerk, SCJG, 9)).unwrap();
    assert!(matches!(first[..], [TaskEvent::SchemeConfirmed { .. }]));
    assert_eq!((agreed().stage, agreed().lacks().agreement), (TaskStage::Agreed, vec![]));
}

#[test]
fn an_objection_is_answered_by_another_scheme_to_which_all_agree_anew() {
    let clerk = actor(Role::Clerk, SCJG, 9);
    let one = given(task(), &task().agree(&clerk).unwrap());
    assert_eq!(one.object(&clerk, "反悔"), Err(Refusal::AlreadyAgreed));
    let objected = given(one.clone(), &one.object(&actor(Role::Clerk, WJW, 8), "人手不足").unwrap());
    assert_eq!(objected.objections.len(), 1);
    let later = Scheme { until: date("2026-04-30"), ..scheme() };
    let other = objected.revise(&actor(Role::Clerk, WJW, 8), later.clone(), "错开");
    assert_eq!(other, Err(Refusal::NotInitiatingDepartment));
    let revised = given(objected.clone(), &objected.revise(&clerk, later.clone(), "错开").unwrap());
    assert_eq!((revised.content.scheme.until, revised.lacks().agreement.len()), (date("2026-04-30"), 2));
    assert!(revised.objections.is_empty());
    assert_eq!(agreed().revise(&clerk, later, "错开"), Err(Refusal::SchemeIsAgreed));
    assert_eq!(agreed().object(&clerk, "反悔"), Err(Refusal::AlreadyAgreed));
}

#[test]
fn nothing_is_approved_before_all_have_agreed_nor_by_the_one_who_initiated() {
    let principal = actor(Role::Principal, SCJG, 11);
    let lacking = Refusal::SchemeNotAgreed { department: SCJG.parse().unwrap() };
    assert_eq!(task().approve(&principal, now()), Err(lacking));
    assert_eq!(agreed().approve(&actor(Role::Principal, SCJG, 9), now()), Err(Refusal::ApproverIsRequester));
}

#[test]
fn a_release_names_what_lacks() {
    let clerk = actor(Role::Clerk, SCJG, 9);
    let lacking = Refusal::LibraryNotConfirmed { department: SCJG.parse().unwrap() };
    assert_eq!(agreed().release(&clerk), Err(lacking));
    assert_eq!(ready().release(&actor(Role::Clerk, WJW, 9)), Err(Refusal::NotInitiatingDepartment));
    assert_eq!((released().stage, released().step), (TaskStage::Released, Step::Draw));
}

#[test]
fn a_library_of_a_department_outside_the_task_or_after_the_release_is_not_noted() {
    assert_eq!(agreed().note_library(&"410481-swj".parse().unwrap(), 1), vec![]);
    assert_eq!(released().note_library(&SCJG.parse().unwrap(), 2), vec![]);
}

#[test]
fn steps_are_taken_in_order_none_skipped_and_none_taken_back() {
    let reached =
        [Step::Inspection, Step::Disclosure, Step::FollowUp].into_iter().fold(released(), |state, step| {
            let events = state.reach(step).unwrap();
            assert_eq!(events.len(), 1);
            given(state, &events)
        });
    assert_eq!(reached.reach(Step::Inspection), Ok(vec![]));
    assert_eq!(released().reach(Step::Disclosure), Err(OutOfOrder { at: Step::Draw }));
    assert_eq!(task().reach(Step::Inspection), Err(OutOfOrder { at: Step::Task }));
}

#[test]
fn a_void_draw_is_noted_once() {
    let events = released().note_void(id(5), "份额未公开");
    let state = given(released(), &events);
    assert_eq!((state.voided.len(), state.note_void(id(5), "份额未公开")), (1, vec![]));
}
