//! The file as rows of text: CSV (UTF-8 or GB18030; comma, semicolon or tab) or XLSX, told apart by content.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};

use crate::domain::Refusal;

/// Most rows of one file.
const MAX_ROWS: usize = 1_000_000;

/// Rows with the line they stand on; the first one is the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub rows: Vec<(u64, Vec<String>)>,
}

pub fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let sheet = if bytes.starts_with(b"PK\x03\x04") { xlsx(bytes)? } else { csv(bytes)? };
    match sheet.rows.len() {
        0 => Err(unreadable("文件是空的")),
        rows if rows > MAX_ROWS => Err(unreadable("超过 1,000,000 行，请分次导入")),
        _ => Ok(sheet),
    }
}

fn unreadable(detail: &str) -> Refusal {
    Refusal::FileUnreadable { detail: detail.to_owned() }
}

fn xlsx(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable("不是有效的 XLSX 文件"))?;
    let range =
        book.worksheet_range_at(0).and_then(Result::ok).ok_or_else(|| unreadable("工作簿中没有工作表"))?;
    let first = range.start().map_or(0, |(row, _)| row);
    let rows = range.rows().enumerate().map(|(index, row)| (u64::from(first) + index as u64 + 1, row));
    Ok(Sheet { rows: rows.map(|(line, row)| (line, row.iter().map(cell).collect())).collect() })
}

/// A cell as typed: a date as ISO, a whole number without its decimal point.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(_) | Data::DateTimeIso(_) => {
            data.as_date().map_or_else(|| data.to_string(), |date| date.to_string())
        }
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        _ => data.to_string().trim().to_owned(),
    }
}

fn csv(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let text = decode(bytes)?;
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|b| head.bytes().filter(|h| h == b).count());
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|e| unreadable(&format!("第 {} 行", e.position().map_or(0, ::csv::Position::line))))?;
        let line = record.position().map_or(0, ::csv::Position::line);
        rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    Ok(Sheet { rows })
}

fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(unreadable("不是文本文件，也不是 XLSX 文件"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(unreadable("文字编码既不是 UTF-8 也不是 GB18030")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_bom_gb18030_and_other_separators_read_the_same() {
        let plain = read("名称,地址\n甲,\"一路,\n1 号\"\n乙,二路\n".as_bytes()).unwrap();
        assert_eq!(plain.rows[2], (4, vec!["乙".to_owned(), "二路".to_owned()]));
        assert_eq!(read("\u{feff}名称;地址\r\n甲;二路\r\n".as_bytes()).unwrap().rows[1].1, ["甲", "二路"]);
        let (gb, _, _) = encoding_rs::GB18030.encode("名称,地址\n甲,二路\n");
        assert_eq!(read(&gb).unwrap().rows[1].1, ["甲", "二路"]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(read(b"").is_err());
        assert!(read(b"PK\x03\x04 no workbook").is_err());
        assert!(read(b"\x89PNG\r\n\x1a\n\0\0\0").is_err());
    }

    #[test]
    fn a_workbook_gives_dates_and_numbers_as_typed() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "名称").unwrap();
        sheet.write_string(1, 0, "甲").unwrap();
        sheet.write_number(1, 1, 410_481_000_000_001.0).unwrap();
        let rows = read(&book.save_to_buffer().unwrap()).unwrap().rows;
        assert_eq!(rows[1], (2, vec!["甲".to_owned(), "410481000000001".to_owned()]));
    }
}
