//! The first sheet of an XLSX workbook, cell by cell: a sheet may claim to be as large as it likes, only what is written
//! in it is held.

use std::io::Cursor;

use calamine::{DataRef, DataType, Reader, Xlsx};

use super::{MAX_COLUMNS, Sheet, archive, unreadable};
use crate::domain::Refusal;

/// From here on a floating number no longer holds every whole number, so a code that was typed as one is lost.
const EXACT: f64 = 1e15;

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    archive::check(bytes)?;
    let broken = || unreadable("不是有效的 XLSX 文件");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let name = book.sheet_names().first().cloned().ok_or_else(|| unreadable("工作簿中没有工作表"))?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| broken())?;
    let (mut sheet, mut line, mut row) = (Sheet { ragged: true, ..Sheet::default() }, 0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|_| broken())? {
        let (at, column) = cell.get_position();
        let (at, column) = (u64::from(at) + 1, column as usize);
        if at < line || (column >= MAX_COLUMNS && !cell.get_value().is_empty()) {
            return Err(unreadable(&format!("第 {at} 行超过 {MAX_COLUMNS} 列，或行的顺序不对")));
        }
        if at > line && line > 0 {
            sheet.push(line, std::mem::take(&mut row))?;
        }
        line = at;
        if !cell.get_value().is_empty() {
            row.resize(row.len().max(column + 1), String::new());
            row[column] = text(cell.get_value());
        }
    }
    if line > 0 {
        sheet.push(line, row)?;
    }
    Ok(sheet)
}

/// A cell as one sees it: a date as ISO, a whole number without its decimal point.
fn text(data: &DataRef<'_>) -> String {
    match data {
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) => {
            data.as_date().map_or_else(String::new, |date| date.to_string())
        }
        DataRef::Float(number) if number.abs() >= EXACT => format!("{number:e}"),
        DataRef::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(value) => if *value { "是" } else { "否" }.to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    #[test]
    fn dates_and_numbers_come_as_one_sees_them() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "名称").unwrap();
        sheet.write_string(2, 0, " 甲 ").unwrap();
        sheet.write_number(2, 1, 410_481_600_000_012.0).unwrap();
        sheet.write_number(2, 2, 914_104_811_234_567_890.0).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 2).unwrap();
        sheet.write_datetime_with_format(2, 4, date, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        let rows = read(&book.save_to_buffer().unwrap()).unwrap().rows;
        assert_eq!(rows[0], (1, vec!["名称".to_owned()]));
        let (line, cells) = &rows[1];
        assert_eq!((*line, &cells[..2]), (3, &["甲".to_owned(), "410481600000012".to_owned()][..]));
        assert_eq!((cells[2].contains('e'), cells[3].as_str(), cells[4].as_str()), (true, "", "2026-03-02"));
    }

    #[test]
    fn a_sheet_that_claims_the_whole_grid_costs_what_is_written_in_it() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "名称").unwrap();
        sheet.write_string(1_048_575, 1, "远").unwrap();
        let rows = read(&book.save_to_buffer().unwrap()).unwrap().rows;
        assert_eq!((rows.len(), rows[1].0), (2, 1_048_576));
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.write_string(2, 16_383, "宽").unwrap();
        assert!(read(&book.save_to_buffer().unwrap()).is_err());
    }
}
