use std::collections::BTreeMap;

use super::*;
use proptest::prelude::*;

fn plan() -> Plan {
    Plan {
        protocol: PROTOCOL.into(),
        region: "410481".into(),
        task: "T-2026-0001".into(),
        purpose: Purpose::Inspection,
        window: Period { from: "2026-05-01".into(), to: "2026-05-31".into() },
        quota: QuotaRule::Total { total: 3 },
        caps: CapRule::joint_two(),
        entropy: EntropyPlan::Parties {
            reveal_by: 1_777_000_000,
            parties: vec!["jijian".into(), "sifa".into()],
        },
        openness: Openness::Sealed { open_by: "2026-06-30".into() },
        teams: None,
    }
}

fn refused(change: impl FnOnce(&mut Plan)) -> PlanFault {
    let mut plan = plan();
    change(&mut plan);
    plan.to_json().unwrap_err()
}

#[test]
fn a_plan_has_one_spelling() {
    let bytes = plan().to_json().unwrap();
    assert_eq!(Plan::from_json(&bytes), Ok(plan()));
    let text = String::from_utf8(bytes).unwrap();
    for other in [
        text.replace("{\"caps\"", "{\"aaa\":1,\"caps\""),
        text.replace("\"joint\":2", "\"joint\":2,\"junk\":\"x\""),
        text.replace("\"source\":\"parties\"", "\"source\":\"parties\",\"zzz\":1"),
        text.replace("\"total\":3", "\"total\":3.0"),
        text.replace("\"task\"", "\"teams\":null,\"task\""),
        format!("{text}\n"),
    ] {
        assert_ne!(other, text);
        assert!(matches!(Plan::from_json(other.as_bytes()), Err(PlanFault::Json(_))), "{other}");
    }
}

#[test]
fn an_operator_source_takes_no_unknown_field() {
    let rehearsal = Plan { purpose: Purpose::Rehearsal, entropy: EntropyPlan::Operator {}, ..plan() };
    let text = String::from_utf8(rehearsal.to_json().unwrap()).unwrap();
    let other = text.replace("{\"source\":\"operator\"}", "{\"a\":1,\"source\":\"operator\"}");
    assert_ne!(other, text);
    assert!(Plan::from_json(other.as_bytes()).is_err());
}

#[test]
fn contradictions_are_refused() {
    assert_eq!(refused(|p| p.protocol = "draw/v2".into()), PlanFault::Protocol);
    assert_eq!(refused(|p| p.window.to = "2026-04-30".into()), PlanFault::Window);
    assert_eq!(refused(|p| p.entropy = EntropyPlan::Operator {}), PlanFault::OperatorOutsideRehearsal);
    let early = Openness::Sealed { open_by: "2026-05-30".into() };
    assert_eq!(refused(|p| p.openness = early), PlanFault::OpensTooEarly);
    let lonely = EntropyPlan::Parties { reveal_by: 1, parties: vec!["jijian".into()] };
    assert_eq!(refused(|p| p.entropy = lonely), PlanFault::TooFewParties);
    let unsorted = EntropyPlan::Parties { reveal_by: 1, parties: vec!["sifa".into(), "jijian".into()] };
    assert_eq!(refused(|p| p.entropy = unsorted), PlanFault::NotSorted("entropy.parties"));
    let more_than_all = QuotaRule::Rate { strata: vec![], rest: Some(Rate::of(2, 1)) };
    assert_eq!(refused(|p| p.quota = more_than_all), PlanFault::Range("quota.rate"));
}

fn counts(of: &[(&str, u64)]) -> BTreeMap<String, u64> {
    of.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect()
}

fn numbers(quotas: &Quotas) -> Vec<u64> {
    quotas.values().map(|q| q.quota).collect()
}

#[test]
fn rates_round_up_between_floor_and_ceiling() {
    let rate = |floor, ceiling| Rate { num: 1, den: 100, floor, ceiling };
    let rule = |rate| QuotaRule::Rate { strata: vec![], rest: Some(rate) };
    assert_eq!(
        numbers(&rule(rate(0, None)).quotas(&counts(&[("A", 0), ("B", 1), ("C", 101)])).unwrap()),
        [0, 1, 2]
    );
    assert_eq!(numbers(&rule(rate(5, Some(7))).quotas(&counts(&[("A", 10), ("C", 9000)])).unwrap()), [5, 7]);
    let fault = rule(rate(5, None)).quotas(&counts(&[("A", 4)])).unwrap_err();
    assert_eq!(fault, QuotaFault::TooFew { stratum: "A".into(), quota: 5, eligible: 4 });
}

#[test]
fn a_stratum_without_a_rate_is_refused() {
    let strata = vec![StratumRate { stratum: "A".into(), rate: Rate::of(1, 10) }];
    let rule = QuotaRule::Rate { strata, rest: None };
    assert_eq!(rule.quotas(&counts(&[("B", 9)])), Err(QuotaFault::UnknownStratum("B".into())));
}

#[test]
fn remainders_tie_by_name() {
    let quotas = QuotaRule::Total { total: 2 }.quotas(&counts(&[("C", 5), ("A", 5), ("B", 5)])).unwrap();
    assert_eq!(numbers(&quotas), [1, 1, 0]);
    let none = QuotaRule::Total { total: 1 }.quotas(&counts(&[]));
    assert_eq!(none, Err(QuotaFault::TooFewInAll { total: 1, eligible: 0 }));
}

proptest! {
    #[test]
    fn largest_remainder_gives_exactly_the_total_and_each_stratum_its_share(
        eligible in prop::collection::vec(0u64..10_000, 1..20), part in 0.0f64..=1.0,
    ) {
        let all: u64 = eligible.iter().sum();
        let total = ((all as f64) * part) as u64;
        let counts: BTreeMap<String, u64> = eligible.iter().enumerate().map(|(i, e)| (format!("{i:02}"), *e)).collect();
        let quotas = QuotaRule::Total { total }.quotas(&counts).unwrap();
        prop_assert_eq!(quotas.values().map(|q| q.quota).sum::<u64>(), total);
        for q in quotas.values() {
            prop_assert!(q.quota <= q.eligible);
            let exact = u128::from(total) * u128::from(q.eligible);
            prop_assert!(u128::from(q.quota) * u128::from(all) < exact + u128::from(all.max(1)));
            prop_assert!((u128::from(q.quota) + 1) * u128::from(all.max(1)) > exact);
        }
    }
}
