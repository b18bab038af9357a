//! What holds for every event and every count.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use workdays::{Calendar, MAX_WORKING_DAYS, Meaning};

fn dates() -> impl Strategy<Value = NaiveDate> {
    (0_u64..5_000).prop_map(|days| NaiveDate::from_ymd_opt(2017, 1, 1).unwrap() + Days::new(days))
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (i32::MIN..i32::MAX).prop_filter_map("a date", NaiveDate::from_num_days_from_ce_opt)
}

proptest! {
    #[test]
    fn the_last_day_works_and_exactly_n_working_days_lie_up_to_it(event in dates(), n in 1_u32..300) {
        let calendar = Calendar::built_in();
        let due = calendar.add_working_days(event, n).unwrap();
        prop_assert!(calendar.day(due.date).working);
        let remaining = calendar.remaining(event, due.date);
        prop_assert_eq!((remaining.left, remaining.overdue, remaining.provisional), (n, 0, due.provisional));
        let back = calendar.remaining(due.date, event);
        prop_assert_eq!((back.left, back.overdue), (0, n));
    }

    #[test]
    fn counting_on_from_a_deadline_is_counting_the_sum(event in dates(), m in 0_u32..60, n in 0_u32..60) {
        let calendar = Calendar::built_in();
        let halfway = calendar.add_working_days(event, m).unwrap();
        let there = calendar.add_working_days(halfway.date, n).unwrap();
        let whole = calendar.add_working_days(event, m + n).unwrap();
        prop_assert_eq!(there.date, whole.date);
        prop_assert_eq!(there.provisional || halfway.provisional, whole.provisional);
    }

    #[test]
    fn a_later_event_is_never_due_earlier(event in dates(), n in 0_u32..60) {
        let calendar = Calendar::built_in();
        let tomorrow = calendar.add_working_days(event + Days::new(1), n).unwrap();
        prop_assert!(calendar.add_working_days(event, n).unwrap().date <= tomorrow.date);
    }

    #[test]
    fn an_explanation_numbers_the_working_days_without_gap(event in dates(), n in 1_u32..60) {
        let calendar = Calendar::built_in();
        let cells = calendar.explain(event, n).unwrap();
        let numbers: Vec<u32> = cells.iter().filter_map(|cell| match cell.meaning {
            Meaning::Counted { no } | Meaning::Last { no } => Some(no),
            Meaning::Event | Meaning::Skipped => None,
        }).collect();
        prop_assert_eq!(numbers, (1..=n).collect::<Vec<_>>());
        let last = cells.last().unwrap();
        prop_assert_eq!(last.meaning, Meaning::Last { no: n });
        prop_assert_eq!(last.day.date, calendar.add_working_days(event, n).unwrap().date);
    }

    #[test]
    fn no_date_and_no_count_panics(event in any_date(), other in any_date(), n in 0..=MAX_WORKING_DAYS + 1) {
        let calendar = Calendar::built_in();
        let due = calendar.add_working_days(event, n);
        prop_assert!(due.is_err() || due.unwrap().date >= event);
        prop_assert!(calendar.remaining(event, other).left <= MAX_WORKING_DAYS);
    }
}
