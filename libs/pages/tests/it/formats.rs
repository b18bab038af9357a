//! How things are written.

use chrono::{DateTime, NaiveDate, Utc};
use pages::formats as f;

#[test]
fn dates_and_times_are_beijings() {
    let date = NaiveDate::from_ymd_opt(2026, 9, 29).unwrap();
    assert_eq!(f::date_full(date), "2026年9月29日 星期二");
    assert_eq!((f::date_short(date), f::date_table(date)), ("9月29日".into(), "2026-09-29".into()));
    let next = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
    assert_eq!(f::date_near(next, date), "2027年1月4日 周一");
    let at: DateTime<Utc> = "2026-09-29T16:06:59Z".parse().unwrap();
    assert_eq!((f::moment_table(at), f::clock(at)), ("09-30 00:06".into(), "00:06".into()));
    assert_eq!(f::moment_long(at), "2026年9月30日 00:06");
}

#[test]
fn figures_have_commas_units_and_one_decimal() {
    assert_eq!(
        [0, 999, 1_000, 31_482_077, -1_234].map(f::number),
        ["0", "999", "1,000", "31,482,077", "−1,234"]
    );
    assert_eq!(f::number(i64::MIN), "−9,223,372,036,854,775,808");
    assert_eq!(f::amount(19, "户"), "19 户");
    assert_eq!(
        [(390, 407), (0, 0), (7, 8), (10, 10)].map(|(a, b)| f::rate(a, b)),
        ["95.8%", "—", "7 / 8", "100.0%"]
    );
    assert_eq!([999, 2_100, 41_000, 3_500_000].map(f::size), ["999 B", "2.1 KB", "41 KB", "3.5 MB"]);
}

#[test]
fn what_is_personal_is_masked_and_digests_are_short() {
    assert_eq!(f::mask("160423990217"), "1604**0217");
    assert_eq!(
        (f::mask("张三"), f::mask("12345678"), f::mask("")),
        ("张**".into(), "1**".into(), "—".into())
    );
    assert_eq!(f::digest("9505cacb7c710ed17125fcc6cb3669e84c3098"), "9505cacb…4c3098");
    assert_eq!(f::digest("short"), "short");
    assert_eq!(f::document("舞移", 2026, 87), "舞移〔2026〕0087号");
}
