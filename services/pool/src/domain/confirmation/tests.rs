use kernel::{Id, Role, SeededEntropy};
use serde_json::json;

use super::*;

const SCJG: &str = "410481-scjg";
const WJW: &str = "410481-wjw";

fn given() -> Confirmation {
    let (entropy, at) = (SeededEntropy::new(1), "2026-03-02T01:00:00Z".parse().unwrap());
    let scheme = json!({
        "title": "联合抽查", "initiating": SCJG,
        "participants": [{"department": SCJG, "items": []}, {"department": WJW, "items": []}],
        "from": "2026-03-09", "until": "2026-03-31", "criteria": {},
        "quota": {"rule": "total", "total": 1}, "notice": {"policy": "given"}, "entropy": {"source": "operator"}
    });
    let task = Task {
        task: Id::new(at, &entropy),
        region: "410481".parse().unwrap(),
        rehearsal: false,
        plan: Id::new(at, &entropy),
        catalogue: Id::new(at, &entropy),
        catalogue_version: 1,
        policy_version: kernel::POLICY_VERSION.into(),
        scheme: serde_json::from_value(scheme).unwrap(),
        clerk: Id::new(at, &entropy),
        approvals: BTreeMap::new(),
        libraries: BTreeMap::new(),
    };
    Confirmation { task, stage: Stage::Asked, confirmed: BTreeMap::new() }
}

fn clerk(department: &str) -> Actor {
    let mut actor = Actor::system("410481".parse().unwrap());
    (actor.role, actor.department) = (Role::Clerk, Some(department.parse().unwrap()));
    actor
}

fn moved(objects: u64, inspectors: &[(&str, u64)]) -> Moved {
    let inspectors = inspectors.iter().map(|(department, version)| (department.parse().unwrap(), *version));
    Moved { objects, inspectors: inspectors.collect() }
}

impl Confirmation {
    fn confirmed_by(mut self, department: &str, version: u64, moved: &Moved) -> Self {
        for event in self.confirm(&clerk(department), version, moved).unwrap() {
            self.evolve(&event);
        }
        self
    }
    fn released(mut self, moved: &Moved) -> Self {
        let task = self.task.clone();
        for event in self.release(&task, moved) {
            self.evolve(&event);
        }
        self
    }
}

#[test]
fn a_department_that_was_not_asked_cannot_confirm() {
    assert_eq!(given().confirm(&clerk("410481-jtj"), 1, &moved(1, &[])), Err(Refusal::NotAsked));
}

#[test]
fn a_department_confirms_once_until_its_libraries_move() {
    let confirmed = given().confirmed_by(SCJG, 1, &moved(1, &[]));
    assert_eq!(confirmed.confirm(&clerk(SCJG), 1, &moved(1, &[])), Err(Refusal::AlreadyConfirmed));
    assert_eq!(confirmed.confirm(&clerk(SCJG), 2, &moved(1, &[(WJW, 2)])), Err(Refusal::AlreadyConfirmed));
    assert!(confirmed.confirm(&clerk(SCJG), 2, &moved(1, &[(SCJG, 2)])).is_ok());
}

#[test]
fn a_release_waits_for_every_confirmation() {
    let libraries = moved(1, &[]);
    let one = given().confirmed_by(SCJG, 1, &libraries).released(&libraries);
    assert_eq!(one.stage, Stage::Stale);
    let both = one.confirmed_by(WJW, 1, &libraries);
    assert_eq!(both.stage, Stage::Released);
    assert_eq!(both.outdate(&libraries), []);
}

#[test]
fn libraries_that_move_after_the_release_have_to_be_confirmed_again() {
    let before = moved(1, &[]);
    let mut released = given().confirmed_by(SCJG, 1, &before).confirmed_by(WJW, 1, &before).released(&before);
    assert_eq!(released.outdate(&moved(1, &[("410481-jtj", 2)])), []);
    let after = moved(1, &[(WJW, 2)]);
    for event in released.outdate(&after) {
        released.evolve(&event);
    }
    assert_eq!(released.stage, Stage::Stale);
    assert_eq!(released.confirm(&clerk(SCJG), 2, &after), Err(Refusal::AlreadyConfirmed));
    assert_eq!(released.confirmed_by(WJW, 2, &after).stage, Stage::Released);
}

#[test]
fn nothing_moves_a_frozen_pool() {
    let libraries = moved(1, &[]);
    let mut frozen =
        given().confirmed_by(SCJG, 1, &libraries).confirmed_by(WJW, 1, &libraries).released(&libraries);
    let region = frozen.task.region.clone();
    let fact =
        SnapshotFrozen { task: frozen.task.task, region, digest: "00".into(), objects: 1, inspectors: 1 };
    for event in frozen.freeze(fact.clone()) {
        frozen.evolve(&event);
    }
    assert_eq!((frozen.freeze(fact), frozen.stage), (Vec::new(), Stage::Frozen));
    assert_eq!(frozen.confirm(&clerk(WJW), 9, &moved(9, &[])), Err(Refusal::AlreadyConfirmed));
    assert_eq!(
        (frozen.outdate(&moved(9, &[])), frozen.release(&frozen.task, &moved(9, &[]))),
        (Vec::new(), Vec::new())
    );
}
