use contracts::events::planning::AdHoc;
use kernel::Role;

use super::*;
use crate::domain::task::tests::{SCJG, WJW, actor, date, id};

pub(in crate::domain) fn line(participants: &[&str]) -> PlanLine {
    PlanLine {
        title: "食品安全".into(),
        participants: participants.iter().map(|id| id.parse().unwrap()).collect(),
        items: vec!["scjg-01".parse().unwrap()],
        months: (3, 6),
        share: "5%".into(),
    }
}

pub(in crate::domain) fn content(lines: Vec<PlanLine>) -> AnnualPlan {
    AnnualPlan {
        plan: id(1),
        year: 2026,
        department: SCJG.parse().unwrap(),
        lines,
        late: false,
        policy_version: kernel::POLICY_VERSION.into(),
        clerk: Some(id(9)),
        ad_hoc: None,
    }
}

pub(in crate::domain) fn given(mut plan: Plan, events: &[PlanEvent]) -> Plan {
    events.iter().for_each(|event| plan.evolve(event));
    plan
}

pub(in crate::domain) fn published() -> Plan {
    let plan = Plan::new(content(vec![line(&[WJW])]));
    let plan = given(plan.clone(), &plan.confirm(&actor(Role::Clerk, WJW, 8)).unwrap());
    let events = plan.publish(&actor(Role::Office, SCJG, 5), None, date("2026-02-20")).unwrap();
    given(plan, &events)
}

#[test]
fn a_plan_is_late_from_the_first_of_february() {
    let on = |text: &str| Plan::is_late(2026, text.parse().unwrap());
    assert_eq!((on("2025-12-20"), on("2026-01-31"), on("2026-02-01")), (false, false, true));
}

#[test]
fn who_reported_a_plan_does_not_publish_it() {
    let plan = Plan::new(content(vec![line(&[WJW])]));
    let same = actor(Role::Office, SCJG, 9);
    assert_eq!(plan.publish(&same, None, date("2026-02-20")), Err(Refusal::ApproverIsRequester));
}

#[test]
fn a_returned_plan_is_reported_again_and_confirmed_anew() {
    let plan = Plan::new(content(vec![line(&[WJW])]));
    let plan = given(plan.clone(), &plan.confirm(&actor(Role::Clerk, WJW, 8)).unwrap());
    let clerk = actor(Role::Clerk, SCJG, 9);
    let again = content(vec![line(&[WJW]), line(&[WJW])]);
    let early = Refusal::PlanNotSubmitted { state: "已报送" };
    assert_eq!(plan.resubmit(&clerk, again.clone()), Err(early));
    let plan = given(plan.clone(), &plan.send_back("内容不全").unwrap());
    assert_eq!((plan.state, plan.return_reason.as_deref()), (PlanState::Returned, Some("内容不全")));
    let other = actor(Role::Clerk, WJW, 8);
    assert_eq!(plan.resubmit(&other, again.clone()), Err(Refusal::NotInitiatingDepartment));
    let plan = given(plan.clone(), &plan.resubmit(&clerk, again).unwrap());
    assert_eq!((plan.state, plan.content.lines.len(), plan.confirmed.len()), (PlanState::Submitted, 2, 0));
}

#[test]
fn a_campaign_on_matters_of_the_catalogue_is_held_jointly_or_for_a_reason() {
    let catalogued: BTreeSet<ItemCode> = ["scjg-01".parse().unwrap()].into();
    let alone = |kind, apart_reason: Option<&str>, known: &BTreeSet<ItemCode>| {
        let ad_hoc = AdHoc {
            kind,
            from: "省政府".into(),
            document: "豫政〔2026〕1号".into(),
            reason: "专项整治".into(),
            apart_reason: apart_reason.map(str::to_owned),
        };
        Plan::check(&AnnualPlan { ad_hoc: Some(ad_hoc), ..content(vec![line(&[])]) }, known)
    };
    assert_eq!(alone(AdHocKind::Campaign, None, &catalogued), Err(Refusal::NotJoint));
    assert_eq!(alone(AdHocKind::Campaign, Some("涉密"), &catalogued), Ok(()));
    assert_eq!(alone(AdHocKind::Campaign, None, &BTreeSet::new()), Ok(()));
    assert_eq!(alone(AdHocKind::HandedDown, Some("涉密"), &BTreeSet::new()), Err(Refusal::NotJoint));
}
