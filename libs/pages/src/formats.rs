//! How dates, figures, documents and masked data are written. Times are Beijing's; `—` stands for none.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc, Weekday};

/// Nothing to tell.
pub const NONE: &str = "—";

fn beijing(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    const EAST: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
        Some(offset) => offset,
        None => panic!("eight hours is a valid offset"),
    };
    at.with_timezone(&EAST)
}

fn day_of_week(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    }
}

/// `周二`.
pub fn weekday(date: NaiveDate) -> String {
    format!("周{}", day_of_week(date))
}

/// `2026年9月29日 星期二`, once a page.
pub fn date_full(date: NaiveDate) -> String {
    format!("{} 星期{}", date_long(date), day_of_week(date))
}

/// `2026年9月29日`.
pub fn date_long(date: NaiveDate) -> String {
    format!("{}年{}", date.year(), date_short(date))
}

/// `9月29日`.
pub fn date_short(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// `9月29日 周二`, with the year before it where it is not that of `today`.
pub fn date_near(date: NaiveDate, today: NaiveDate) -> String {
    let written = if date.year() == today.year() { date_short(date) } else { date_long(date) };
    format!("{written} {}", weekday(date))
}

/// `2026-09-29`, for tables.
pub fn date_table(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// `09-29 09:06`, for tables.
pub fn moment_table(at: DateTime<Utc>) -> String {
    beijing(at).format("%m-%d %H:%M").to_string()
}

/// `2026年9月29日 09:06`.
pub fn moment_long(at: DateTime<Utc>) -> String {
    let local = beijing(at);
    format!("{} {}", date_long(local.date_naive()), local.format("%H:%M"))
}

/// `09:06`.
pub fn clock(at: DateTime<Utc>) -> String {
    beijing(at).format("%H:%M").to_string()
}

/// `31,482,077`.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `19 户`.
pub fn amount(value: i64, unit: &str) -> String {
    format!("{} {unit}", number(value))
}

/// `95.8%`, `—` of none, and of fewer than ten cases the counts: `7 / 8`.
pub fn rate(part: u64, whole: u64) -> String {
    match whole {
        0 => NONE.to_owned(),
        1..10 => format!("{part} / {whole}"),
        _ => format!("{:.1}%", percent(part, whole)),
    }
}

/// A share in per cent; 0 of nothing.
#[allow(clippy::cast_precision_loss, reason = "counts of cases are far below what f64 holds exactly")]
pub fn percent(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// `2.1 KB`, `41 KB`, `3.5 MB`.
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| (bytes * 10 + unit / 2) / unit;
    let (tenths, unit) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (tenths(1_000), "KB"),
        _ => (tenths(1_000_000), "MB"),
    };
    if tenths < 100 {
        format!("{}.{} {unit}", tenths / 10, tenths % 10)
    } else {
        format!("{} {unit}", number(i64::try_from(tenths / 10).unwrap_or(i64::MAX)))
    }
}

/// `1604**0217`: the first four and the last four, never fewer than two hidden; of a short text only the first character.
pub fn mask(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let text = |part: &[char]| part.iter().collect::<String>();
    match characters.len() {
        0 => NONE.to_owned(),
        1..10 => format!("{}**", text(&characters[..1])),
        n => format!("{}**{}", text(&characters[..4]), text(&characters[n - 4..])),
    }
}

/// `9505cacb…4c3098`: the first eight and the last six of a digest.
pub fn digest(hex: &str) -> String {
    let characters: Vec<char> = hex.chars().collect();
    let n = characters.len();
    if n <= 16 {
        return hex.to_owned();
    }
    format!(
        "{}…{}",
        characters[..8].iter().collect::<String>(),
        characters[n - 6..].iter().collect::<String>()
    )
}

/// `舞移〔2026〕0087号`.
pub fn document(prefix: &str, year: i32, no: u32) -> String {
    format!("{prefix}〔{year}〕{no:04}号")
}
