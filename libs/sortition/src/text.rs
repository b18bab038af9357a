//! What a name and a date of the protocol may look like.

use unicode_normalization::is_nfc;

/// Longest identifier, stratum, code or file reference, in UTF-8 bytes.
pub const MAX_NAME: usize = 128;
/// Longest free text (a reason, a reference), in UTF-8 bytes.
pub const MAX_REASON: usize = 2_000;

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    #[error("为空")]
    Empty,
    #[error("超过 {0} 字节")]
    TooLong(usize),
    #[error("含有控制字符")]
    Control,
    #[error("首尾有空格")]
    Space,
    #[error("不是 Unicode 规范形式 C")]
    NotNfc,
    #[error("不是形如 YYYY-MM-DD 的日期")]
    NotADate,
    #[error("不是范围内不带前导零的十进制整数")]
    NotANumber,
}

/// An identifier or code: 1 to 128 bytes of NFC text without control characters or outer spaces.
pub fn name(text: &str) -> Result<(), TextFault> {
    limited(text, MAX_NAME)
}

/// A free text of at most 2,000 bytes under the same rules.
pub fn reason(text: &str) -> Result<(), TextFault> {
    limited(text, MAX_REASON)
}

fn limited(text: &str, max: usize) -> Result<(), TextFault> {
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.len() > max {
        return Err(TextFault::TooLong(max));
    }
    if text.chars().any(char::is_control) {
        return Err(TextFault::Control);
    }
    if text.starts_with(' ') || text.ends_with(' ') {
        return Err(TextFault::Space);
    }
    if !is_nfc(text) {
        return Err(TextFault::NotNfc);
    }
    Ok(())
}

/// A Gregorian date `YYYY-MM-DD` that exists. Dates of this form order as their bytes do.
pub fn date(text: &str) -> Result<(), TextFault> {
    let b = text.as_bytes();
    let shaped = b.len() == 10
        && b.iter().enumerate().all(|(i, c)| if i == 4 || i == 7 { *c == b'-' } else { c.is_ascii_digit() });
    if !shaped {
        return Err(TextFault::NotADate);
    }
    let number =
        |range: std::ops::Range<usize>| b[range].iter().fold(0u32, |n, c| n * 10 + u32::from(c - b'0'));
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    if year == 0 || day == 0 || day > days_in(year, month) {
        return Err(TextFault::NotADate);
    }
    Ok(())
}

/// The year of a date that [`date`] accepted; 0 for anything else.
pub fn year(date: &str) -> u16 {
    date.get(..4).and_then(|y| y.parse().ok()).unwrap_or(0)
}

/// A decimal integer in its only spelling (no sign, no leading zero), at most `max`.
pub fn decimal(text: &str, max: u64) -> Result<u64, TextFault> {
    let n: u64 = text.parse().map_err(|_| TextFault::NotANumber)?;
    if n > max || n.to_string() != text {
        return Err(TextFault::NotANumber);
    }
    Ok(n)
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(name("湛河区-工业"), Ok(()));
        assert_eq!(name(""), Err(TextFault::Empty));
        assert_eq!(name(" a"), Err(TextFault::Space));
        assert_eq!(name("a\u{85}"), Err(TextFault::Control));
        assert_eq!(name("e\u{301}"), Err(TextFault::NotNfc));
        assert_eq!(name(&"x".repeat(129)), Err(TextFault::TooLong(128)));
    }

    #[test]
    fn dates_that_exist() {
        for good in ["2026-02-28", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert_eq!(date(good), Ok(()), "{good}");
        }
        for bad in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "0000-01-01", "2026-01-00"]
        {
            assert_eq!(date(bad), Err(TextFault::NotADate), "{bad}");
        }
    }

    #[test]
    fn integers_have_one_spelling() {
        assert_eq!(decimal("0", 9), Ok(0));
        for bad in ["", "+1", "01", "10", "-1", "１"] {
            assert_eq!(decimal(bad, 9), Err(TextFault::NotANumber), "{bad}");
        }
    }
}
