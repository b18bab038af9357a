//! The results as a table that an office opens with its spreadsheet: marked as UTF-8, and nothing in it is a formula.

use contracts::api::disclosure::{PublicItem, PublicResult};
use web::Problem;

use super::walk::Walk;
use crate::{trouble::Trouble, words};

/// The columns, and what they mean.
pub const COLUMNS: [(&str, &str); 14] = [
    ("记录", "该结果在本网站的固定网址（路径）"),
    ("区划代码", "行政区划代码"),
    ("检查对象", "公示时的名称"),
    ("统一社会信用代码", "检查对象的代码"),
    ("部门代码", "对结果负责的部门"),
    ("部门", "对结果负责的部门"),
    ("事项代码", "抽查事项在清单中的代码"),
    ("抽查事项", "抽查事项的名称"),
    ("公示结果", "首次公示的结果"),
    ("更正后结果", "最后一次更正的结果，未更正的为空"),
    ("更正理由", "各次更正的理由"),
    ("更正日期", "最后一次更正的日期"),
    ("公示日期", "首次公示的日期"),
    ("内容摘要", "公示内容的 SHA-256"),
];

/// Spreadsheets on Chinese desktops take a file without this mark for GBK.
const MARK: &str = "\u{feff}";

pub fn head(_: &Walk) -> String {
    let names = COLUMNS.map(|(name, _)| name).join(",");
    format!("{MARK}{names}\r\n")
}

pub fn page(walk: &Walk, results: &[PublicResult]) -> Result<String, Trouble> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for result in results {
        for item in &result.items {
            let row = row(&walk.place.department(&result.department), result, item);
            writer.write_record(row.map(|text| harmless(&text))).map_err(fault)?;
        }
    }
    let bytes = writer.into_inner().map_err(fault)?;
    String::from_utf8(bytes).map_err(fault)
}

fn fault(error: impl std::fmt::Display) -> Trouble {
    Problem::fault(&format!("open data cannot be written: {error}")).into()
}

fn row(department: &str, result: &PublicResult, item: &PublicItem) -> [String; COLUMNS.len()] {
    let corrections: Vec<_> = words::corrections(result, item).collect();
    let last = corrections.last();
    let reasons = corrections.iter().map(|correction| correction.reason.as_str()).collect::<Vec<_>>();
    [
        format!("/portal/results/{}", result.duty),
        result.region.to_string(),
        result.name.clone(),
        result.object.to_string(),
        result.department.to_string(),
        department.to_owned(),
        item.item.to_string(),
        item.name.clone(),
        item.result_name.clone(),
        last.map(|last| last.to.name().to_owned()).unwrap_or_default(),
        reasons.join("；"),
        last.map(|last| last.corrected_on.to_string()).unwrap_or_default(),
        result.disclosed_on.to_string(),
        result.digest.clone(),
    ]
}

/// A cell that a spreadsheet would calculate is marked as text.
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{3000}']).chars().next();
    let formula = first
        .is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for bad in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", " =cmd|'/C calc'!A0", "＝1"] {
            assert_eq!(harmless(bad), format!("'{bad}"));
        }
        for good in ["", "舞钢市饭店", "91350100M000100Y43", "1-2=3"] {
            assert_eq!(harmless(good), good);
        }
    }
}
