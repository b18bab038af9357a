//! A row of the inspector library (执法检查人员名录库).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Field, Intake, Sheet, columns, rejected};
use crate::domain::Refusal;

/// An inspector as a row gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInspector {
    pub line: u64,
    pub name: String,
    pub certificate: String,
    /// The department's name, as written; empty for the importing department.
    pub department: String,
    /// Names or codes of items, or `*`.
    pub items: Vec<String>,
    pub valid_until: NaiveDate,
    pub available: bool,
}

pub fn inspectors(sheet: &Sheet) -> Result<Intake<NewInspector>, Refusal> {
    let (found, unknown_headings) = columns(sheet);
    let needed =
        [(Field::Name, "姓名"), (Field::Certificate, "执法证号"), (Field::ValidUntil, "证件有效期至")];
    for (field, heading) in needed {
        if !found.contains_key(&field) {
            return Err(Refusal::HeadingMissing { heading });
        }
    }
    let (mut rows, mut refused, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (line, cells) in sheet.rows.iter().skip(1) {
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let cell = |field| found.get(&field).and_then(|at| cells.get(*at)).map_or("", String::as_str);
        let (name, certificate) = (cell(Field::Name), cell(Field::Certificate));
        let date = date(cell(Field::ValidUntil));
        if name.is_empty() || name.chars().count() > 40 {
            refused.push(rejected(*line, "姓名", "应为 1 至 40 字"));
        } else if certificate.is_empty()
            || !certificate.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        {
            refused.push(rejected(*line, "执法证号", "应为字母和数字"));
        } else if let Some(valid_until) = date {
            if !seen.insert(certificate.to_owned()) {
                refused.push(rejected(*line, "执法证号", "与前面的行重复"));
                continue;
            }
            rows.push(NewInspector {
                line: *line,
                name: name.to_owned(),
                certificate: certificate.to_owned(),
                department: cell(Field::Department).to_owned(),
                items: items(cell(Field::Items)),
                valid_until,
                available: matches!(cell(Field::Status), "" | "在岗" | "在职" | "正常"),
            });
        } else {
            refused.push(rejected(*line, "证件有效期至", "不是有效的日期"));
        }
    }
    Ok(Intake { rows, rejected: refused, unknown_headings })
}

fn items(text: &str) -> Vec<String> {
    let parts = text.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| if part == "全部" { "*".to_owned() } else { part.to_owned() }).collect()
}

fn date(text: &str) -> Option<NaiveDate> {
    let text = text.replace(['/', '.', '年', '月'], "-").replace('日', "");
    NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::read;

    #[test]
    fn certificates_dates_and_items_are_checked() {
        let text = "姓名,执法证号,证件有效期至,执法事项,状态\n王,1,2027/3/2,食品检查、药品检查,在岗\n李,2,2023-02-30,全部,在岗\n张,1,2027年3月2日,全部,在岗\n赵,4,2027-03-02,全部,休假\n";
        let intake = inspectors(&read(text.as_bytes()).unwrap()).unwrap();
        let names: Vec<_> = intake.rows.iter().map(|row| (row.name.as_str(), row.available)).collect();
        assert_eq!(names, [("王", true), ("赵", false)]);
        assert_eq!(intake.rows[0].items, ["食品检查", "药品检查"]);
        assert_eq!(intake.rejected.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4]);
    }
}
