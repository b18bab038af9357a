//! Trade (行业代码, GB/T 4754): section letter, division 01–97, group, class.

use super::Fault;

/// Divisions of GB/T 4754-2017.
const DIVISIONS: std::ops::RangeInclusive<u8> = 1..=97;

/// The code's digits: the section letter before them follows from the division and is left off, so that a prefix of
/// digits finds it.
pub(super) fn trade(text: &str) -> Result<&str, Fault> {
    let digits = text.strip_prefix(|c: char| ('A'..='T').contains(&c)).unwrap_or(text);
    let division = digits.get(..2).and_then(|division| division.parse().ok());
    let is_code = (2..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && division.is_some_and(|division| DIVISIONS.contains(&division));
    if text.is_empty() || is_code {
        Ok(digits)
    } else {
        Err(Fault::new("unknown_trade", "行业代码", "不是有效的行业代码"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_each_level_pass_with_or_without_their_section() {
        assert_eq!(["", "52", "525", "F5251"].map(trade), [Ok(""), Ok("52"), Ok("525"), Ok("5251")]);
        for wrong in ["99X1", "9911", "0011", "5", "52511", "Z52", "五二"] {
            assert!(trade(wrong).is_err(), "{wrong}");
        }
    }
}
