//! Dates as registers write them.

use chrono::NaiveDate;

/// `2026-03-02`, `2026/3/2`, `2026.3.2`, `2026年3月2日`, `20260302`; a time of day behind it is passed over.
pub fn date(text: &str) -> Option<NaiveDate> {
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDate::parse_from_str(day, "%Y%m%d").ok();
    }
    let parts: Vec<&str> = day.trim_end_matches('日').split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |text: &str, most: usize| {
        ((1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let year = (year.len() == 4).then(|| number(year, 4)).flatten()?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_ways_read_the_same_and_days_that_do_not_exist_are_none() {
        for text in ["2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日", "20260302", "2026-03-02 00:00:00"]
        {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2026-03-02"), "{text}");
        }
        for text in ["2023-02-30", "2021/13/01", "二〇一九年", "长期", "", "26-3-2", "2026-3", "2026-+3-02"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
