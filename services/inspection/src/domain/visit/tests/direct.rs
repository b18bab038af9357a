use super::*;

const WJW: &str = "410481-wjw";

fn department(id: &str) -> DepartmentId {
    id.parse().unwrap()
}

/// Market regulation's two inspectors on site, its item and one of health's recorded like this.
fn recorded_as(own: &[ResultKind], other: &[ResultKind]) -> Visit {
    let mut visit = both_on_site();
    for (of, kinds) in [(SCJG, own), (WJW, other)] {
        let mut part = part();
        part.items.clear();
        for (number, kind) in kinds.iter().enumerate() {
            let code: ItemCode = format!("item-{number}").parse().unwrap();
            let record = ItemRecorded {
                result: *kind,
                department: department(of),
                item: code.clone(),
                ..recorded("")
            };
            part.records.insert(code, record);
        }
        visit.parts.insert(department(of), part);
    }
    visit
}

fn refused(visit: &Visit) -> bool {
    match visit.sign(&inspector(1), day("2026-03-10")) {
        Ok(_) => false,
        Err(Refusal::DirectBesideSubstantive { .. }) => true,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_department_that_checked_something_was_not_kept_from_checking() {
    use ResultKind::{NoProblem, Rectified, Uncooperative, Unreachable};
    for (kinds, beside) in [
        (vec![Unreachable, Unreachable], false),
        (vec![Uncooperative, Uncooperative], false),
        (vec![NoProblem, Rectified], false),
        (vec![NoProblem, Uncooperative], true),
        (vec![Unreachable, NoProblem], true),
        (vec![Unreachable, Uncooperative], true),
    ] {
        assert_eq!(refused(&recorded_as(&kinds, &[])), beside, "{kinds:?}");
    }
}

#[test]
fn nobody_is_out_of_reach_for_one_department_alone() {
    use ResultKind::{NoProblem, Uncooperative, Unreachable};
    for (own, other, beside) in [
        (NoProblem, Unreachable, true),
        (Unreachable, NoProblem, true),
        (Unreachable, Uncooperative, true),
        (Unreachable, Unreachable, false),
        (NoProblem, Uncooperative, false),
    ] {
        assert_eq!(refused(&recorded_as(&[own], &[other])), beside, "{own:?} beside {other:?}");
    }
}

#[test]
fn a_visit_that_a_department_cannot_staff_does_not_begin_and_says_so() {
    let mut visit = visit();
    visit.parts.insert(department(SCJG), part());
    assert_eq!(visit.unstaffed().count(), 0);
    visit.parts.insert(department(WJW), part());
    assert_eq!(visit.unstaffed().collect::<Vec<_>>(), [&department(WJW)]);
    let refused = visit.start(&inspector(1), day("2026-03-10"));
    assert_eq!(refused, Err(Refusal::DepartmentUnstaffed { department: department(WJW) }));
    let mut leader = inspector(1);
    leader.account = id(20);
    assert!(visit.ask_cancellation(&leader, "无法组成检查小组").is_ok());
}
