//! The file as rows of text: CSV or XLSX, told apart by content. What it is called and what it says it is do not count.

mod archive;
mod csv;
mod encoding;
mod workbook;

use crate::domain::Refusal;

/// Most rows of one file, the heading included.
const MAX_ROWS: usize = 1_000_001;
/// Most columns of a row.
const MAX_COLUMNS: usize = 256;
/// Longest cell, bytes. A longer one is a quotation mark that nobody closed.
const MAX_CELL: usize = 32 << 10;

/// Rows with the physical line they begin on, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    pub rows: Vec<(u64, Vec<String>)>,
    /// Rows end at their last written cell, so a short one is no sign of a torn line.
    pub ragged: bool,
}

impl Sheet {
    fn push(&mut self, line: u64, cells: Vec<String>) -> Result<(), Refusal> {
        if cells.len() > MAX_COLUMNS {
            return Err(unreadable(&format!("第 {line} 行超过 {MAX_COLUMNS} 列")));
        }
        if cells.iter().any(|cell| cell.len() > MAX_CELL) {
            return Err(unreadable(&format!("第 {line} 行有过长的单元格，可能是引号没有成对")));
        }
        if self.rows.len() == MAX_ROWS {
            return Err(unreadable("超过 1,000,000 行，请分次导入"));
        }
        self.rows.push((line, cells));
        Ok(())
    }
}

/// Reads a whole file.
pub fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let sheet = match bytes {
        [b'P', b'K', 3, 4, ..] => workbook::read(bytes)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(unreadable("是旧版 XLS 文件，请另存为 XLSX 或 CSV")),
        [b'%', b'P', b'D', b'F', ..] => return Err(unreadable("是 PDF 文件，请改用 XLSX 或 CSV")),
        _ => csv::read(&encoding::decode(bytes)?)?,
    };
    if sheet.rows.iter().all(|(_, cells)| cells.iter().all(String::is_empty)) {
        return Err(unreadable("文件是空的"));
    }
    Ok(sheet)
}

fn unreadable(detail: &str) -> Refusal {
    Refusal::FileUnreadable { detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_refused_with_what_it_is() {
        let detail = |bytes: &[u8]| match read(bytes) {
            Err(Refusal::FileUnreadable { detail }) => detail,
            other => panic!("{other:?}"),
        };
        for empty in [&b""[..], b"\n\n", b"\xef\xbb\xbf", b" , \n"] {
            assert_eq!(detail(empty), "文件是空的");
        }
        assert!(detail(b"PK\x03\x04 no workbook").contains("XLSX"));
        assert!(detail(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").contains("XLS"));
        assert!(detail(b"%PDF-1.7").contains("PDF"));
        assert!(detail(b"\x89PNG\r\n\x1a\n\0\0\0").contains("文本"));
        assert!(detail("<html><table><tr>".as_bytes()).contains("网页"));
    }

    #[test]
    fn a_quotation_mark_left_open_is_refused_with_its_line() {
        let text = format!("名称,地址\n甲,\"一路\n{}", "乙,二路\n".repeat(4000));
        let Err(Refusal::FileUnreadable { detail }) = read(text.as_bytes()) else { panic!() };
        assert!(detail.contains("第 2 行") && detail.contains("引号"), "{detail}");
    }
}
