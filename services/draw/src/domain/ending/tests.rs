use std::collections::BTreeMap;

use contracts::events::planning::Task;
use kernel::{Id, Role};
use serde_json::json;

use super::*;

const DEADLINE: u64 = 1_000_000;

fn id<K>(number: u128) -> Id<K> {
    uuid::Uuid::from_u128(number).into()
}

fn actor(department: Option<&str>, account: u128) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    actor.role = Role::Principal;
    actor.department = department.map(|department| department.parse().unwrap());
    actor.account = id(account);
    actor
}

/// A draw that two parties take part in, at a stage before its deadline.
fn draw(stage: Stage) -> Draw {
    let scheme = json!({
        "title": "联合抽查", "initiating": "410481-scjg",
        "participants": [{"department": "410481-scjg", "items": ["scjg-01"]}],
        "from": "2026-03-09", "until": "2026-03-31", "criteria": {},
        "quota": {"rule": "total", "total": 1},
        "notice": {"policy": "given"}, "entropy": {"source": "parties", "parties": ["jw", "scjg"]}
    });
    let task = Task {
        task: id(1),
        region: "410481".parse().unwrap(),
        rehearsal: false,
        plan: id(2),
        catalogue: id(3),
        catalogue_version: 1,
        policy_version: String::new(),
        scheme: serde_json::from_value(scheme).unwrap(),
        clerk: id(4),
        approvals: BTreeMap::new(),
        libraries: BTreeMap::new(),
    };
    let mut draw = Draw::request(id(5), task);
    (draw.stage, draw.reveal_by) = (stage, Some(DEADLINE));
    draw
}

fn asked(stage: Stage) -> Draw {
    let mut draw = draw(stage);
    draw.void = Some(VoidRequest { reason: VoidReason::Other, asked_by: id(7) });
    draw
}

#[test]
fn who_asked_does_not_approve() {
    let draw = asked(Stage::Frozen);
    let approve = |department, account| draw.approve_void(&actor(department, account));
    assert_eq!(approve(Some("410481-scjg"), 7), Err(Refusal::ApproverIsRequester));
    assert_eq!(approve(Some("410481-scjg"), 8), Ok(VoidReason::Other));
    assert_eq!(approve(Some("410481-wjw"), 8), Err(Refusal::NotInitiatingDepartment));
    assert_eq!(approve(None, 8), Err(Refusal::NotInitiatingDepartment));
}

#[test]
fn only_what_is_open_and_has_no_list_can_be_void() {
    let refused = |stage: &'static str| Some(Refusal::WrongStage { stage });
    let office = actor(None, 7);
    for stage in [Stage::Opened, Stage::Frozen, Stage::Committed, Stage::Impossible, Stage::Withheld] {
        assert!(draw(stage).ask_void(&office, VoidReason::Other).is_ok(), "{stage:?}");
    }
    for stage in [Stage::Requested, Stage::Drawn, Stage::Void, Stage::Expired] {
        assert_eq!(draw(stage).ask_void(&office, VoidReason::Other).err(), refused(stage.name()));
    }
    // With the last share the list is decided, though nobody has computed it.
    let mut decided = asked(Stage::Committed);
    decided.revealed = vec!["jw".into(), "scjg".into()];
    assert_eq!(decided.approve_void(&actor(Some("410481-scjg"), 8)).err(), refused("已抽取"));
}

#[test]
fn time_closes_what_is_incomplete_and_nothing_else() {
    let closing = |stage, now| draw(stage).closing(now);
    assert_eq!(closing(Stage::Committed, DEADLINE), None);
    assert_eq!(closing(Stage::Committed, DEADLINE + 1), Some(Closing::Shares));
    for stage in [Stage::Opened, Stage::Frozen, Stage::Impossible] {
        assert_eq!(closing(stage, DEADLINE + 1), Some(Closing::Expiry), "{stage:?}");
    }
    for stage in [Stage::Requested, Stage::Drawn, Stage::Withheld, Stage::Void, Stage::Expired] {
        assert_eq!(closing(stage, DEADLINE + 1), None, "{stage:?}");
    }
    let mut complete = draw(Stage::Committed);
    complete.revealed = vec!["jw".into(), "scjg".into()];
    assert_eq!(complete.closing(DEADLINE + 1), None);
}

#[test]
fn a_share_set_with_a_gap_ends_the_draw_without_a_list() {
    let mut draw = draw(Stage::Committed);
    draw.revealed = vec!["jw".into()];
    draw.evolve(&DrawEvent::Revealed { draw: draw.draw, reveal_root: "00".into() });
    assert_eq!((draw.stage, draw.is_ready()), (Stage::Withheld, false));
}
