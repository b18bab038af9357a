//! What a scheme (抽查方案, art. 12) must say for a draw to be able to follow it. A scheme that passes here makes a plan
//! that the draw protocol accepts, so that nothing stops half way after the release.

use std::collections::BTreeSet;

use contracts::events::planning::{Criteria, EntropySource, NoticePolicy, Quota, Rate, Scheme, TeamUnit};
use sortition::text;

use super::Refusal;

const MAX_OBJECTS: u32 = 100_000;
const MAX_BUNDLE: u16 = 50;

/// The form of a scheme on its own; what it stands on is checked by `Grounds`.
///
/// # Errors
/// The first field that cannot stand, by its path.
pub fn check(scheme: &Scheme) -> Result<(), Refusal> {
    line("scheme.title", &scheme.title)?;
    methods(&scheme.methods)?;
    for participation in &scheme.participants {
        let field = "scheme.participants.items";
        let distinct: BTreeSet<_> = participation.items.iter().collect();
        holds(!participation.items.is_empty(), field, "每个部门至少检查一个事项")?;
        holds(distinct.len() == participation.items.len(), field, "事项重复")?;
        holds(
            (1..=2).contains(&participation.inspectors),
            "scheme.participants.inspectors",
            "应为 2 人，有依据的可为 1 人",
        )?;
        participation
            .single_basis
            .as_deref()
            .map_or(Ok(()), |basis| line("scheme.participants.single_basis", basis))?;
    }
    criteria(&scheme.criteria)?;
    quota(&scheme.quota)?;
    entropy(&scheme.entropy)?;
    if let NoticePolicy::Withheld { reason } = &scheme.notice {
        line("scheme.notice.reason", reason)?;
    }
    if let TeamUnit::Bundle { size } = scheme.team_unit {
        holds((1..=MAX_BUNDLE).contains(&size), "scheme.team_unit.size", "应为 1 至 50 户")?;
    }
    scheme.emergency.as_deref().map_or(Ok(()), |reason| line("scheme.emergency", reason))?;
    scheme.open_reason.as_deref().map_or(Ok(()), |reason| line("scheme.open_reason", reason))
}

fn methods(methods: &[String]) -> Result<(), Refusal> {
    holds(methods.len() <= 20, "scheme.methods", "不应超过 20 项")?;
    methods.iter().try_for_each(|method| line("scheme.methods", method))
}

fn criteria(criteria: &Criteria) -> Result<(), Refusal> {
    let place = |code: &String| code.len() == 6 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    holds(criteria.places.iter().all(place), "scheme.criteria.places", "应为六位行政区划代码")?;
    let trade =
        |code: &String| (1..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    holds(criteria.trades.iter().all(trade), "scheme.criteria.trades", "应为国民经济行业分类代码")?;
    let few = criteria.kinds.len() + criteria.places.len() + criteria.trades.len() <= 500;
    holds(few, "scheme.criteria", "不应超过 500 项")
}

fn quota(quota: &Quota) -> Result<(), Refusal> {
    match quota {
        Quota::Total { total } => {
            holds((1..=MAX_OBJECTS).contains(total), "scheme.quota.total", "应为 1 至 100000 户")
        }
        Quota::Rates { rates } => {
            let some = rates.values().any(|rate| rate.num > 0 || rate.floor > 0);
            holds(some, "scheme.quota.rates", "至少一个等级须有抽取比例")?;
            rates.values().try_for_each(rate)
        }
    }
}

fn rate(rate: &Rate) -> Result<(), Refusal> {
    let share = rate.den > 0 && rate.num <= rate.den;
    holds(share, "scheme.quota.rates", "抽取比例应在 0 至 1 之间")?;
    holds(rate.ceiling.is_none_or(|most| rate.floor <= most), "scheme.quota.rates", "下限不应高于上限")
}

fn entropy(source: &EntropySource) -> Result<(), Refusal> {
    let EntropySource::Parties { parties } = source else { return Ok(()) };
    holds(parties.len() <= 20, "scheme.entropy.parties", "不应超过 20 方")?;
    parties.iter().try_for_each(|party| {
        // The code of the account that will act for the party, as a department's is.
        let letters = party.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let code = letters && (2..=16).contains(&party.len());
        holds(code, "scheme.entropy.parties", "参与方代号应为 2 至 16 位小写字母或数字")
    })
}

/// One line of text as the draw protocol takes it: at most 500 characters, no control characters, no outer spaces, NFC.
fn line(field: &str, value: &str) -> Result<(), Refusal> {
    let short = value.chars().count() <= 500;
    holds(short && text::reason(value).is_ok(), field, "应为 1 至 500 字的一行文字，首尾无空格")
}

fn holds(is_so: bool, field: &str, detail: &str) -> Result<(), Refusal> {
    if is_so {
        return Ok(());
    }
    Err(Refusal::InvalidField { field: field.to_owned(), detail: detail.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(change: impl FnOnce(&mut Scheme)) -> Result<(), Refusal> {
        let mut scheme = super::super::task::tests::scheme();
        change(&mut scheme);
        check(&scheme)
    }

    fn field(result: Result<(), Refusal>) -> String {
        match result {
            Err(Refusal::InvalidField { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_scheme_as_the_policy_describes_it_passes() {
        assert_eq!(scheme(|_| {}), Ok(()));
    }

    #[test]
    fn a_quota_that_no_draw_could_follow_is_refused() {
        let rate = |num, den, floor, ceiling| {
            let rates = [(kernel::codes::RiskClass::A, Rate { num, den, floor, ceiling })].into();
            scheme(|scheme| scheme.quota = Quota::Rates { rates })
        };
        assert_eq!(rate(1, 100, 0, None), Ok(()));
        for wrong in [rate(1, 0, 0, None), rate(2, 1, 0, None), rate(0, 1, 0, None), rate(1, 2, 5, Some(4))] {
            assert_eq!(field(wrong), "scheme.quota.rates");
        }
        let nothing = scheme(|scheme| scheme.quota = Quota::Total { total: 0 });
        assert_eq!(field(nothing), "scheme.quota.total");
    }

    /// Makes a good scheme bad in one way.
    type Spoil = fn(&mut Scheme);

    #[test]
    fn what_the_draw_protocol_would_refuse_later_is_refused_now() {
        let cases: [(Spoil, &str); 5] = [
            (|s| s.open_reason = Some(" ".into()), "scheme.open_reason"),
            (|s| s.title = "食品\n安全".into(), "scheme.title"),
            (|s| s.team_unit = TeamUnit::Bundle { size: 0 }, "scheme.team_unit.size"),
            (|s| s.participants[0].items.clear(), "scheme.participants.items"),
            (|s| s.participants[0].inspectors = 9, "scheme.participants.inspectors"),
        ];
        for (change, expected) in cases {
            assert_eq!(field(scheme(change)), expected);
        }
    }

    #[test]
    fn a_notice_is_withheld_for_a_reason_only() {
        let withheld = scheme(|s| s.notice = NoticePolicy::Withheld { reason: String::new() });
        assert_eq!(field(withheld), "scheme.notice.reason");
    }
}
