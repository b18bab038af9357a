//! The shipped notices against an independent collection of them (see `fixtures/regenerate.py`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use workdays::Calendar;

/// The rows of a reference list, without comment and heading.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split(',').collect()).collect()
}

#[test]
fn every_day_of_2019_to_2026_works_or_not_as_in_the_reference() {
    let exceptions: BTreeMap<NaiveDate, bool> = rows(include_str!("fixtures/exceptions.csv"))
        .iter()
        .map(|row| (row[0].parse().unwrap(), row[1] == "work"))
        .collect();
    assert!(exceptions.len() > 150, "the list is whole");
    let calendar = Calendar::built_in();
    let days: Vec<_> = (2019..=2026).flat_map(|year| calendar.list(year)).collect();
    assert_eq!(days.len(), 2922);
    for day in days {
        let weekday = day.date.weekday().number_from_monday() < 6;
        assert_eq!(day.working, exceptions.get(&day.date).copied().unwrap_or(weekday), "{}", day.date);
        assert!(!day.provisional);
    }
}

#[test]
fn deadlines_are_those_of_the_reference() {
    let calendar = Calendar::built_in();
    let cases = rows(include_str!("fixtures/deadlines.csv"));
    assert_eq!(cases.len(), 600);
    for case in cases {
        let due = calendar.add_working_days(case[0].parse().unwrap(), case[1].parse().unwrap()).unwrap();
        assert_eq!(due.to_string(), case[2], "{case:?}");
    }
}
