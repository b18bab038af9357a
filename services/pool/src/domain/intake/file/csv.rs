//! CSV after RFC 4180, separated by comma, semicolon or tab.

use csv::{Position, ReaderBuilder};

use super::{Sheet, unreadable};
use crate::domain::Refusal;

pub(super) fn read(text: &str) -> Result<Sheet, Refusal> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    for record in reader.records() {
        let record = record
            .map_err(|error| unreadable(&format!("第 {} 行", error.position().map_or(0, Position::line))))?;
        let line = record.position().map_or(0, |position| line(text, position));
        sheet.push(line, record.iter().map(|cell| cell.trim().to_owned()).collect())?;
    }
    Ok(sheet)
}

/// Whichever of the three stands most often in the first line that says anything.
fn separator(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &u8| head.bytes().filter(|byte| byte == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The reader's position lies before the blank lines that it passes over.
fn line(text: &str, position: &Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let passed = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    position.line() + passed.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        read(text).unwrap().rows
    }

    #[test]
    fn lines_are_those_that_an_editor_shows() {
        let lines = |text| rows(text).iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!(lines("名称,地址\n甲,\"一路,\n\"\"1\"\" 号\"\n乙,二路\n"), [1, 2, 4]);
        assert_eq!(lines("\r\n名称,地址\r\n\r\n\r\n甲,一路\r\n乙,二路"), [2, 5, 6]);
        assert_eq!(rows("名称,地址\n甲,\"一路,\n\"\"1\"\" 号\"\n")[1].1[1], "一路,\n\"1\" 号");
    }

    #[test]
    fn each_separator_is_found_and_a_full_width_comma_is_none() {
        for separator in [",", ";", "\t"] {
            assert_eq!(rows(&format!("名称{separator}地址\n甲{separator} 二路　\n"))[1].1, ["甲", "二路"]);
        }
        assert_eq!(rows("名称，地址\n")[0].1, ["名称，地址"]);
    }
}
