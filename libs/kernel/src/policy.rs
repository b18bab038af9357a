//! The policies that govern the work, each from its first day (art. 31). What was done keeps the policy of its own day.
//!
//! To take in a new policy: one line at the end of `POLICIES`.

use chrono::NaiveDate;

use crate::POLICY_VERSION;

/// First day (ISO) and version, in the order of their days.
const POLICIES: &[(&str, &str)] = &[("2020-04-28", POLICY_VERSION)];

/// The version in force on a date of the law (Beijing); before the first policy's day, the first one's.
pub fn in_force(on: NaiveDate) -> &'static str {
    among(POLICIES, on)
}

fn among(policies: &[(&str, &'static str)], on: NaiveDate) -> &'static str {
    let day = on.to_string();
    let begun = policies.iter().rfind(|(from, _)| *from <= day.as_str());
    begun.or(policies.first()).map_or(POLICY_VERSION, |(_, version)| version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_falls_under_the_policy_of_its_day() {
        let policies = [("2020-04-28", "old"), ("2026-07-01", "new")];
        let on = |day: &str| among(&policies, day.parse().unwrap());
        assert_eq!((on("2026-06-30"), on("2026-07-01"), on("2019-01-01")), ("old", "new", "old"));
        assert_eq!(in_force("2026-03-02".parse().unwrap()), POLICY_VERSION);
    }
}
