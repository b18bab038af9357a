use kernel::Role;

use super::*;
use crate::domain::{
    plan::tests::{given, line, published},
    task::tests::{SCJG, WJW, actor, date},
};

const SWJ: &str = "410481-swj";

fn asked(lines: Vec<PlanLine>) -> Result<Vec<PlanEvent>, Refusal> {
    published().amend(&actor(Role::Clerk, SCJG, 9), lines, "上级调整", &BTreeSet::new())
}

/// The commerce bureau takes the health commission's place.
fn under_way() -> Plan {
    given(published(), &asked(vec![line(&[SWJ])]).unwrap())
}

fn confirmed(plan: Plan, department: &str) -> Plan {
    given(plan.clone(), &plan.confirm(&actor(Role::Clerk, department, 8)).unwrap())
}

#[test]
fn a_change_waits_for_everybody_who_takes_part_before_or_after() {
    let office = actor(Role::Office, SCJG, 5);
    let lacking =
        |department: &str| Err(Refusal::ParticipantsNotConfirmed { department: department.parse().unwrap() });
    let plan = under_way();
    assert_eq!(plan.content.lines, vec![line(&[WJW])], "nothing is in force yet");
    assert_eq!(plan.publish(&office, None, date("2026-05-01")), lacking(SWJ));
    let plan = confirmed(plan, SWJ);
    assert_eq!(plan.publish(&office, None, date("2026-05-01")), lacking(WJW));
    let plan = confirmed(plan, WJW);
    let plan = given(plan.clone(), &plan.publish(&office, None, date("2026-05-01")).unwrap());
    assert_eq!((plan.edition(), plan.amendment.is_none()), (2, true));
    assert_eq!(plan.content.lines, vec![line(&[SWJ])]);
    assert_eq!(
        (plan.editions[0].lines.clone(), plan.editions[1].reason.as_deref()),
        (vec![line(&[WJW])], Some("上级调整"))
    );
}

#[test]
fn a_returned_change_leaves_the_plan_as_it_was_and_another_may_be_asked_for() {
    let plan = under_way();
    let again =
        |plan: &Plan| plan.amend(&actor(Role::Clerk, SCJG, 9), vec![line(&[SWJ])], "再次", &BTreeSet::new());
    assert_eq!(again(&plan), Err(Refusal::AmendmentUnderWay));
    let plan = given(plan.clone(), &plan.send_back("理由不足").unwrap());
    assert_eq!((plan.state, plan.edition()), (PlanState::Published, 1));
    assert!(again(&plan).is_ok());
}

#[test]
fn a_change_is_asked_for_by_its_department_with_something_to_change_and_stays_joint() {
    let other = published().amend(&actor(Role::Clerk, WJW, 8), vec![line(&[SWJ])], "调整", &BTreeSet::new());
    assert_eq!(other, Err(Refusal::NotInitiatingDepartment));
    assert_eq!(asked(vec![line(&[WJW])]), Err(Refusal::NothingAmended));
    assert_eq!(asked(vec![line(&[])]), Err(Refusal::NotJoint));
    assert_eq!(
        under_way().publish(&actor(Role::Office, SCJG, 9), None, date("2026-05-01")),
        Err(Refusal::ApproverIsRequester)
    );
}
