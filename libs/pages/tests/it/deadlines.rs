//! The fixed words of a clock across the holidays of 2026: 国庆 1 to 7 October off, Saturday 10 October worked.

use chrono::NaiveDate;
use pages::{Clock, Deadline};
use workdays::Calendar;

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn of(clock: Clock, today: NaiveDate, due: NaiveDate) -> Deadline {
    let due = workdays::Deadline { date: due, provisional: false };
    Deadline::statutory(clock, &Calendar::built_in(), today, due, 7)
}

#[test]
fn words_count_working_days_over_the_holidays() {
    let due = day(10, 12);
    let words = |today| of(Clock::Referral, today, due).words().to_owned();
    assert_eq!(words(day(9, 29)), "余 5 个工作日");
    assert_eq!(words(day(9, 30)), "余 4 个工作日");
    assert_eq!(words(day(10, 4)), "余 4 个工作日");
    assert_eq!(words(day(10, 10)), "余 1 个工作日");
    assert_eq!(words(day(10, 11)), "余 1 个工作日");
    assert_eq!(words(day(10, 12)), "今日截止");
    assert_eq!(words(day(10, 13)), "逾期 1 个工作日");
}

#[test]
fn a_day_off_after_the_last_day_is_late_without_a_count() {
    let deadline = of(Clock::Referral, day(10, 1), day(9, 30));
    assert_eq!(deadline.words(), "已逾期");
    assert!(deadline.to_string().contains("late"));
    assert_eq!(of(Clock::Referral, day(10, 8), day(9, 30)).words(), "逾期 1 个工作日");
}

#[test]
fn colour_turns_at_two_days_and_after_the_last() {
    let class = |today| of(Clock::Disclosure, today, day(10, 12)).to_string();
    assert!(class(day(10, 8)).contains("due pub plain"));
    assert!(class(day(10, 9)).contains("due pub soon"));
    assert!(class(day(10, 12)).contains("due pub soon"));
    assert!(class(day(10, 13)).contains("due pub late"));
}

#[test]
fn segments_show_the_days_begun_and_ring_today() {
    let html = of(Clock::Referral, day(9, 29), day(10, 12)).to_string();
    assert_eq!(html.matches("<i class=").count(), 7);
    assert_eq!(html.matches("<i class=\"on\">").count(), 1);
    assert_eq!(html.matches("<i class=\"on now\">").count(), 1);
    assert!(html.contains("10月12日 周一 24:00 前"));
    assert!(!of(Clock::Referral, day(10, 3), day(10, 12)).to_string().contains("now"));
}

#[test]
fn an_agreed_date_has_no_segments_and_says_so() {
    let html = of(Clock::Agreed, day(9, 29), day(9, 30)).to_string();
    assert!(html.contains("余 1 个工作日") && html.contains("9月30日 周三 · 约定日期"));
    assert!(!html.contains("segs") && !html.contains("24:00"));
}

#[test]
fn a_year_without_a_notice_is_tentative_and_named() {
    let calendar = Calendar::built_in();
    let due = calendar.add_working_days(day(12, 28), 7).unwrap();
    let html = Deadline::statutory(Clock::Referral, &calendar, day(12, 28), due, 7).to_string();
    assert!(html.contains("tentative") && html.contains("（暂定）") && html.contains("2027年1月"));
}
