//! Routing: which department is competent (谁审批、谁监管，谁主管、谁监管), by rules that are data.

use contracts::events::{
    inspection::FindingRaised,
    referral::{Rule, RulesEvent},
};
use kernel::{DepartmentId, RegionCode};
use serde::{Deserialize, Serialize};

/// The rules of a region, one version at a time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Rules {
    pub version: u32,
    pub rules: Vec<Rule>,
    pub region: Option<RegionCode>,
}

impl Rules {
    pub fn evolve(&mut self, event: &RulesEvent) {
        let RulesEvent::Published { version, rules } = event;
        self.version = *version;
        self.rules.clone_from(rules);
    }
}

/// Where a finding goes, and why, in words for the people concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    To {
        department: DepartmentId,
        because: String,
    },
    /// No rule, or rules that contradict each other: the office designates; nobody guesses.
    Office {
        because: String,
    },
}

/// The most specific rule that fits; rules of equal weight that name different departments cancel each other.
pub fn route(rules: &Rules, finding: &FindingRaised) -> Route {
    let fitting: Vec<(usize, &Rule)> =
        rules.rules.iter().enumerate().filter(|(_, rule)| fits(rule, finding)).collect();
    let Some(weight) = fitting.iter().map(|(_, rule)| specificity(rule)).max() else {
        return Route::Office {
            because: format!("路由规则第 {} 版中没有适用的规则", rules.version)
        };
    };
    let best: Vec<_> = fitting.into_iter().filter(|(_, rule)| specificity(rule) == weight).collect();
    let agreed = best.windows(2).all(|pair| pair[0].1.department == pair[1].1.department);
    match best.first() {
        Some((number, rule)) if agreed => {
            Route::To { department: rule.department.clone(), because: because(rules.version, *number, rule) }
        }
        _ => {
            let numbers: Vec<_> = best.iter().map(|(number, _)| format!("第 {} 条", number + 1)).collect();
            Route::Office {
                because: format!("路由规则第 {} 版{}同等适用而部门不同", rules.version, numbers.join("、")),
            }
        }
    }
}

fn fits(rule: &Rule, finding: &FindingRaised) -> bool {
    let object = &finding.object;
    rule.matter.as_ref().is_none_or(|matter| *matter == finding.matter)
        && rule.trade.as_ref().is_none_or(|trade| object.trade.starts_with(trade.as_str()))
        && rule.approved_by.as_ref().is_none_or(|by| object.approved_by.as_ref() == Some(by))
        && rule.place.as_ref().is_none_or(|place| *place == object.place)
        && rule.kind.is_none_or(|kind| kind == object.kind)
}

/// How many criteria a rule has; among equal numbers the longer trade prefix is the more specific.
fn specificity(rule: &Rule) -> (usize, usize) {
    let criteria = [
        rule.matter.is_some(),
        rule.trade.is_some(),
        rule.approved_by.is_some(),
        rule.place.is_some(),
        rule.kind.is_some(),
    ];
    (criteria.into_iter().filter(|given| *given).count(), rule.trade.as_ref().map_or(0, String::len))
}

fn because(version: u32, number: usize, rule: &Rule) -> String {
    let mut grounds = Vec::new();
    grounds.extend(rule.matter.as_ref().map(|matter| format!("事项为“{matter}”")));
    grounds.extend(rule.trade.as_ref().map(|trade| format!("行业代码属 {trade}")));
    grounds.extend(rule.approved_by.as_ref().map(|by| format!("由 {by} 审批或登记")));
    grounds.extend(rule.place.as_ref().map(|place| format!("所在地为 {place}")));
    grounds.extend(rule.kind.map(|kind| format!("检查对象类型为{}", kind.name())));
    if grounds.is_empty() {
        grounds.push("一般规定".to_owned());
    }
    format!("因{}，依路由规则第 {version} 版第 {} 条", grounds.join("、"), number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::referral::tests::finding;

    fn rule(department: &str) -> Rule {
        Rule {
            department: department.parse().unwrap(),
            matter: None,
            trade: None,
            approved_by: None,
            place: None,
            kind: None,
        }
    }
    fn rules(rules: Vec<Rule>) -> Rules {
        Rules { version: 3, rules, region: None }
    }
    fn to(route: &Route) -> Option<&str> {
        match route {
            Route::To { department, .. } => Some(department.as_str()),
            Route::Office { .. } => None,
        }
    }

    #[test]
    fn the_most_specific_rule_wins_and_says_so() {
        let general = Rule { matter: Some("food".into()), ..rule("410481-scjg") };
        let special =
            Rule { matter: Some("food".into()), place: Some("410481".into()), ..rule("410481-wjw") };
        let route = route(&rules(vec![general, special]), &finding());
        assert_eq!(to(&route), Some("410481-wjw"));
        assert!(
            matches!(route, Route::To { because, .. } if because.contains("第 3 版第 2 条") && because.contains("410481"))
        );
    }

    #[test]
    fn rules_of_equal_weight_go_to_the_office() {
        let by_matter = Rule { matter: Some("food".into()), ..rule("410481-scjg") };
        let by_place = Rule { place: Some("410481".into()), ..rule("410481-wjw") };
        assert_eq!(to(&route(&rules(vec![by_matter.clone(), by_place]), &finding())), None);
        let agreeing = Rule { place: Some("410481".into()), ..rule("410481-scjg") };
        assert_eq!(to(&route(&rules(vec![by_matter, agreeing]), &finding())), Some("410481-scjg"));
    }

    #[test]
    fn no_rule_goes_to_the_office() {
        let other = Rule { matter: Some("fire".into()), ..rule("410481-xf") };
        assert_eq!(to(&route(&rules(vec![other]), &finding())), None);
    }

    #[test]
    fn a_longer_trade_prefix_is_more_specific() {
        let section = Rule { trade: Some("F".into()), ..rule("410481-swj") };
        let class = Rule { trade: Some("F52".into()), ..rule("410481-scjg") };
        assert_eq!(to(&route(&rules(vec![section, class]), &finding())), Some("410481-scjg"));
    }
}
