use super::*;

const GOOD: &str = "\
# 假想的通知
year 2030
version 1
issued 2029-11-01
number 国办发明电〔2029〕9号
元旦 off 2029-12-31..2030-01-02 work 2029-12-29
清明节 off 2030-04-05
";

fn good() -> Notice {
    GOOD.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn with(from: &str, to: &str) -> Result<Notice, NoticeError> {
    assert!(GOOD.contains(from), "the sample must contain what the test changes");
    GOOD.replacen(from, to, 1).parse()
}

#[test]
fn a_notice_reads_back_what_it_wrote() {
    let notice = good();
    assert_eq!(notice.to_string().parse(), Ok(notice.clone()));
    assert_eq!(notice.holidays[0].days_off().count(), 3);
    let json = serde_json::to_string(&notice).unwrap();
    assert_eq!(serde_json::from_str::<Notice>(&json).unwrap(), notice);
}

#[test]
fn a_date_outside_the_year_and_the_december_before_is_refused() {
    for date in ["2031-01-01", "2029-11-30", "2028-12-31"] {
        let mut notice = good();
        notice.holidays[1].first = day(date);
        notice.holidays[1].last = day(date);
        assert_eq!(notice.check(), Err(NoticeError::OutsideYear { year: 2030, date: day(date) }));
    }
}

#[test]
fn a_day_is_either_off_or_worked_and_only_once() {
    let twice = |date| Err(NoticeError::Twice { date: day(date) });
    assert_eq!(with("work 2029-12-29", "work 2029-12-31"), twice("2029-12-31"));
    assert_eq!(with("work 2029-12-29", "work 2029-12-29 2029-12-29"), twice("2029-12-29"));
    assert_eq!(with("清明节 off 2030-04-05", "清明节 off 2030-01-02..2030-01-03"), twice("2030-01-02"));
}

#[test]
fn a_makeup_day_lies_on_a_weekend() {
    assert_eq!(
        with("work 2029-12-29", "work 2029-12-28"),
        Err(NoticeError::MakeupOnWeekday { date: day("2029-12-28") })
    );
}

#[test]
fn a_span_that_ends_before_it_starts_is_refused() {
    let refused = with("2030-04-05", "2030-04-05..2030-04-04");
    assert_eq!(refused, Err(NoticeError::Reversed { name: "清明节".into() }));
}

#[test]
fn a_span_over_ages_is_refused_without_walking_it() {
    let mut notice = good();
    notice.holidays[1].last = NaiveDate::MAX;
    assert!(matches!(notice.check(), Err(NoticeError::OutsideYear { .. })));
}

#[test]
fn what_is_missing_or_senseless_is_named() {
    assert_eq!(with("year 2030\n", ""), Err(NoticeError::Missing("年份")));
    assert_eq!(with("issued 2029-11-01\n", ""), Err(NoticeError::Missing("成文日期")));
    assert_eq!(with("version 1", "version 0"), Err(NoticeError::Version));
    assert_eq!(with("year 2030", "year 30"), Err(NoticeError::Year(30)));
    assert!(matches!(with("year 2030", "year 2030\nyear 2030"), Err(NoticeError::Text { line: 3, .. })));
    assert!(matches!(with("2030-04-05", "2030-02-30"), Err(NoticeError::Text { line: 7, .. })));
    assert!(matches!(with("清明节 off", "清明节 closed"), Err(NoticeError::Text { line: 7, .. })));
    let mut notice = good();
    notice.holidays.clear();
    assert_eq!(notice.check(), Err(NoticeError::Empty));
    let mut notice = good();
    notice.number = "文号\n第二行".into();
    assert_eq!(notice.check(), Err(NoticeError::Number));
    let mut notice = good();
    notice.holidays[0].name = "元 旦".into();
    assert_eq!(notice.check(), Err(NoticeError::Name));
}
