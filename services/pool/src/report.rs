//! The report of an import as a workbook: what was refused and why, and who took the report when (art. 25).

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use contracts::api::pool::{ImportView, Library, RejectedRow};
use kernel::{Actor, Moment, time::BEIJING};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Who takes an export, and when.
#[derive(Debug, Clone)]
pub struct Taken {
    pub by: Actor,
    pub at: Moment,
}

pub fn workbook(import: &ImportView, rows: &[RejectedRow], taken: &Taken) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let at = taken.at.with_timezone(&BEIJING);
    book.set_properties(&DocProperties::new().set_author(author(taken)).set_creation_datetime(&excel(at)?));
    let sheet = book.add_worksheet();
    sheet.set_name("未通过的行")?;
    let bold = Format::new().set_bold();
    let heading = heading(import, taken);
    for (line, text) in (0..).zip(&heading) {
        sheet.write_string(line, 0, text)?;
    }
    let first = u32::try_from(heading.len()).unwrap_or(0) + 1;
    for (column, text) in (0..).zip(["行号", "栏目", "问题代码", "原因"]) {
        sheet.write_string_with_format(first, column, text, &bold)?;
    }
    for (line, row) in (first + 1..).zip(rows) {
        write(sheet, line, row)?;
    }
    for (column, width) in (0..).zip([10.0, 20.0, 22.0, 60.0]) {
        sheet.set_column_width(column, width)?;
    }
    book.save_to_buffer()
}

fn heading(import: &ImportView, taken: &Taken) -> Vec<String> {
    let library = match import.library {
        Library::Objects => "检查对象名录库",
        Library::Inspectors => "执法检查人员名录库",
    };
    let unknown = match import.unknown_headings.is_empty() {
        true => "无".to_owned(),
        false => import.unknown_headings.join("、"),
    };
    vec![
        format!("{library}导入报告　批次 {}", import.import),
        format!("导入部门 {}　导入时间 {}", import.department, beijing(import.at)),
        format!(
            "新增 {} 行，变更 {} 行，未变 {} 行，未通过 {} 行",
            import.added, import.changed, import.unchanged, import.rejected_rows
        ),
        format!("未识别的表头：{unknown}"),
        format!("导出人 {}　导出时间 {}", author(taken), beijing(taken.at)),
    ]
}

/// Every cell as text: what begins with an equals sign stays what it is.
fn write(sheet: &mut Worksheet, line: u32, row: &RejectedRow) -> Result<(), XlsxError> {
    sheet.write_string(line, 0, row.line.to_string())?;
    sheet.write_string(line, 1, &row.column)?;
    sheet.write_string(line, 2, &row.code)?;
    sheet.write_string(line, 3, &row.reason)?;
    Ok(())
}

fn author(taken: &Taken) -> String {
    let department =
        taken.by.department.as_ref().map(|department| format!("{department} ")).unwrap_or_default();
    format!("{department}{} {}", taken.by.role.name(), taken.by.account)
}

fn beijing(at: Moment) -> String {
    at.with_timezone(&BEIJING).format("%Y-%m-%d %H:%M:%S").to_string()
}

fn excel(at: DateTime<FixedOffset>) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(0);
    ExcelDateTime::from_ymd(u16::try_from(at.year()).unwrap_or(1970), part(at.month()), part(at.day()))?
        .and_hms(u16::try_from(at.hour()).unwrap_or(0), part(at.minute()), at.second())
}
