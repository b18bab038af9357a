//! The dates that the policy's clocks must give, and what a calendar does when its notices change.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use chrono::NaiveDate;
use workdays::{Calendar, DayKind, Deadline, Meaning, Notice, NoticeError, Remaining, WorkdayError};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn due(event: &str, n: u32) -> Deadline {
    Calendar::built_in().add_working_days(day(event), n).unwrap()
}

fn firm(date: &str) -> Deadline {
    Deadline { date: day(date), provisional: false }
}

fn notice_of_2027() -> Notice {
    "year 2027\nversion 1\nissued 2026-11-05\nnumber 国办发明电〔2026〕99号\n\
     元旦 off 2027-01-01..2027-01-03\n春节 off 2027-02-05..2027-02-11 work 2027-01-30 2027-02-20\n"
        .parse()
        .unwrap()
}

#[test]
fn seven_and_twenty_working_days_over_holidays() {
    for (event, seven, twenty) in [
        ("2025-01-24", "2025-02-10", "2025-02-27"),
        ("2025-09-30", "2025-10-16", "2025-11-04"),
        ("2026-02-14", "2026-03-03", "2026-03-20"),
        ("2026-09-24", "2026-10-12", "2026-10-29"),
    ] {
        assert_eq!(due(event, 7), firm(seven), "7 after {event}");
        assert_eq!(due(event, 20), firm(twenty), "20 after {event}");
    }
}

#[test]
fn a_year_has_248_working_days_in_2025_and_2026() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.working_days_in(2025), 248);
    assert_eq!(calendar.working_days_in(2026), 248);
}

#[test]
fn the_event_is_not_counted_even_when_nobody_works_that_day() {
    assert_eq!(due("2026-05-08", 1), firm("2026-05-09"), "the make-up Saturday counts");
    assert_eq!(due("2026-05-01", 1), firm("2026-05-06"), "an event on a holiday");
    assert_eq!(due("2026-05-09", 1), firm("2026-05-11"), "an event on the make-up Saturday itself");
    assert_eq!(due("2026-05-09", 0), firm("2026-05-09"));
}

#[test]
fn a_deadline_that_reaches_into_a_year_without_notice_is_provisional_until_the_notice_comes() {
    let before = Calendar::built_in();
    assert_eq!(before.add_working_days(day("2026-12-30"), 1).unwrap(), firm("2026-12-31"));
    let guess = before.add_working_days(day("2026-12-31"), 1).unwrap();
    assert_eq!(guess.to_string(), "2027-01-01 provisional");

    let after = before.clone().with_notice(notice_of_2027()).unwrap();
    let known = after.add_working_days(day("2026-12-31"), 1).unwrap();
    assert_eq!(known.to_string(), "2027-01-04");
    assert_ne!(before.version(), after.version());
}

#[test]
fn years_before_the_first_notice_are_provisional_too() {
    assert!(due("2018-03-01", 7).provisional);
    let calendar = Calendar::built_in();
    let worked = calendar.day(day("2018-12-29"));
    assert_eq!(worked.kind, DayKind::Makeup { name: "元旦".into() });
    assert!(worked.working && !worked.provisional, "the notice of 2019 names this day of 2018");
    assert!(calendar.day(day("2018-12-28")).provisional);
}

#[test]
fn an_amendment_replaces_the_year_from_the_day_it_is_issued() {
    let calendar = Calendar::built_in();
    let early_2019 = calendar.as_of(day("2019-03-21"));
    assert!(early_2019.day(day("2019-05-02")).working);
    assert!(!calendar.day(day("2019-05-02")).working);
    assert!(calendar.day(day("2019-05-05")).working);
    let early_2020 = calendar.as_of(day("2020-01-25"));
    assert!(early_2020.day(day("2020-02-01")).working);
    assert!(early_2020.day(day("2020-01-31")).working);
    assert_eq!(calendar.day(day("2020-01-31")).kind, DayKind::Holiday { name: "春节".into() });
    assert_eq!(calendar.notice(2020).map(|notice| notice.version), Some(2));
}

#[test]
fn notices_may_arrive_late_twice_and_in_any_order() {
    let built_in = Calendar::built_in();
    let mut notices: Vec<Notice> = built_in.notices().cloned().collect();
    notices.reverse();
    notices.extend(built_in.notices().cloned());
    let other = notices.into_iter().try_fold(Calendar::empty(), Calendar::with_notice).unwrap();
    assert_eq!(other, built_in);
    assert_eq!(other.version(), built_in.version());
}

#[test]
fn a_known_version_cannot_be_given_another_content() {
    let mut changed = Calendar::built_in().notice(2026).cloned().unwrap();
    changed.holidays.pop();
    let refused = Calendar::built_in().with_notice(changed.clone());
    assert_eq!(refused, Err(NoticeError::Conflict { year: 2026, version: 1 }));
    changed.version = 2;
    changed.issued = day("2025-11-03");
    let refused = Calendar::built_in().with_notice(changed);
    assert_eq!(refused, Err(NoticeError::Order { year: 2026, version: 2 }));
}

#[test]
fn what_remains_counts_the_due_day_and_not_today() {
    let calendar = Calendar::built_in();
    let remaining = |today, due| calendar.remaining(day(today), day(due));
    let left = |left| Remaining { left, overdue: 0, provisional: false };
    assert_eq!(remaining("2026-02-14", "2026-03-03"), left(7));
    assert_eq!(remaining("2026-03-02", "2026-03-03"), left(1));
    assert_eq!(remaining("2026-03-03", "2026-03-03"), left(0));
    assert_eq!(remaining("2026-03-08", "2026-03-03"), Remaining { left: 0, overdue: 3, provisional: false });
    assert!(remaining("2026-12-31", "2027-01-04").provisional);
}

#[test]
fn an_explanation_names_every_day_of_the_count() {
    let cells = Calendar::built_in().explain(day("2026-09-24"), 7).unwrap();
    assert_eq!(cells.len(), 19, "24 September to 12 October");
    assert_eq!(cells[0].meaning, Meaning::Event);
    assert_eq!(
        (cells[1].meaning, &cells[1].day.kind),
        (Meaning::Skipped, &DayKind::Holiday { name: "中秋节".into() })
    );
    assert_eq!(cells[4].meaning, Meaning::Counted { no: 1 });
    let saturday = &cells[16];
    assert_eq!(saturday.day.kind, DayKind::Makeup { name: "国庆节".into() });
    assert_eq!(saturday.meaning, Meaning::Counted { no: 6 });
    assert_eq!(cells[17].day.kind, DayKind::Weekend);
    assert_eq!((cells[18].day.date, cells[18].meaning), (day("2026-10-12"), Meaning::Last { no: 7 }));
}

#[test]
fn a_cell_is_flat_in_json() {
    let cells = Calendar::built_in().explain(day("2026-09-24"), 1).unwrap();
    let json = serde_json::to_value(&cells[1]).unwrap();
    let expected = serde_json::json!({
        "date": "2026-09-25", "working": false, "provisional": false,
        "kind": "holiday", "name": "中秋节", "meaning": "skipped"
    });
    assert_eq!(json, expected);
    assert_eq!(serde_json::from_value::<workdays::DayCell>(json).unwrap(), cells[1]);
}

#[test]
fn a_period_ends_at_midnight_in_beijing() {
    let deadline = due("2026-02-14", 7);
    assert!(deadline.met_by("2026-03-03T15:59:59Z".parse().unwrap()));
    assert!(!deadline.met_by("2026-03-03T16:00:00Z".parse().unwrap()));
}

#[test]
fn the_longest_count_and_the_ends_of_time_are_answered_not_panicked() {
    let calendar = Calendar::built_in();
    assert!(calendar.add_working_days(day("2026-01-01"), 10_000).unwrap().provisional);
    let refused = calendar.add_working_days(day("2026-01-01"), 10_001);
    assert_eq!(refused, Err(WorkdayError::TooMany { n: 10_001 }));
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 1), Err(WorkdayError::OutOfRange));
    assert_eq!(calendar.explain(NaiveDate::MAX, 7), Err(WorkdayError::OutOfRange));
    assert_eq!(calendar.remaining(NaiveDate::MIN, NaiveDate::MAX).left, 10_000);
    assert_eq!(calendar.list(2024).len(), 366);
    assert_eq!(calendar.list(2100).len(), 365);
    assert_eq!(calendar.list(i32::MAX), []);
}
