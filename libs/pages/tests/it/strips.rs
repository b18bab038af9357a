//! The working-day strip over 中秋 and 国庆 2026.

use pages::{Clock, WorkingDayStrip};
use workdays::Calendar;

use crate::deadlines::day;

fn strip(event: (u32, u32), days: u32, today: (u32, u32)) -> String {
    let cells = Calendar::built_in().explain(day(event.0, event.1), days).unwrap();
    WorkingDayStrip::count(Clock::Referral, &cells, day(today.0, today.1), "结果形成").to_string()
}

#[test]
fn each_day_is_a_cell_and_is_told_in_words() {
    let html = strip((9, 24), 7, (9, 29));
    assert!(html.contains("aria-label=\"期限计算\""));
    for told in [
        "9月24日 周四，结果形成，当日不计",
        "9月25日 周五，中秋，不计",
        "9月28日 周一，第 1 个工作日",
        "9月29日 周二，今天，第 2 个工作日",
        "10月1日 周四，国庆，不计",
        "10月10日 周六，调休上班，第 6 个工作日",
        "10月11日 周日，休，不计",
        "10月12日 周一，第 7 个工作日，24:00 截止",
    ] {
        assert!(html.contains(told), "{told}");
    }
    assert_eq!(html.matches("class=\"sr\"").count(), 19);
}

#[test]
fn cells_say_passed_today_coming_off_and_last() {
    let html = strip((9, 24), 7, (9, 29));
    let count = |class: &str| html.matches(&format!("<li class=\"{class}\">")).count();
    assert_eq!(
        (count("event"), count("done"), count("done today"), count("next"), count("last")),
        (1, 1, 1, 4, 1)
    );
    assert_eq!(html.matches(">班<").count(), 1);
}

#[test]
fn runs_of_days_off_fold_on_the_phone() {
    let html = strip((9, 24), 7, (9, 29));
    assert!(html.contains("<span>国庆</span><b>1–7</b><em>休</em>"));
    assert!(html.contains("<span>中秋</span><b>25–27</b><em>休</em>"));
    assert_eq!(html.matches("off fold\"").count(), 2);
    assert_eq!(html.matches("off folds\"").count(), 10);
}

#[test]
fn no_strip_is_longer_than_a_month() {
    let html = strip((9, 10), 20, (9, 29));
    assert!(html.matches("class=\"sr\"").count() <= 31);
    assert!(html.contains("其间 5 日未列") && html.contains("<span>略</span><b>5</b><em>日</em>"));
    let long = strip((6, 1), 40, (6, 2));
    assert!(long.contains("日未列") && long.contains("截止") && long.contains("结果形成"));
}

#[test]
fn after_the_last_day_it_is_late() {
    assert!(strip((9, 24), 7, (10, 13)).contains("class=\"last late\""));
    assert!(!strip((9, 24), 7, (10, 12)).contains("late"));
}

#[test]
fn planning_shows_what_is_due() {
    let calendar = Calendar::built_in();
    let load = |date| (date == day(9, 30)).then(|| ("3 件".to_owned(), false));
    let html =
        WorkingDayStrip::schedule("截止日程", &calendar, day(9, 29).iter_days().take(3), day(9, 29), load)
            .to_string();
    assert!(html.contains("9月30日 周三，3 件") && html.contains("9月29日 周二，今天，无截止事项"));
    assert!(html.contains("10月1日 周四，国庆"));
}
