//! A row of the object library (检查对象名录库).

use std::collections::BTreeMap;

use contracts::api::pool::RejectedRow;
use kernel::{
    DepartmentId, ObjectId,
    codes::{ObjectKind, RiskClass},
    uscc,
};

use super::{Field, Intake, Sheet, columns, place::place, rejected};
use crate::domain::Refusal;

/// An object as a row gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewObject {
    pub id: ObjectId,
    pub name: String,
    pub kind: ObjectKind,
    pub place: String,
    pub trade: String,
    pub risk: RiskClass,
    pub address: String,
    /// The approving department's name, as written.
    pub approver: String,
    pub active: bool,
}

/// Reads objects; `department` gives ids to those that have no code of their own.
pub fn objects(sheet: &Sheet, department: &DepartmentId) -> Result<Intake<NewObject>, Refusal> {
    let (found, unknown_headings) = columns(sheet);
    for (field, heading) in [(Field::Name, "企业名称"), (Field::Code, "统一社会信用代码")] {
        if !found.contains_key(&field) {
            return Err(Refusal::HeadingMissing { heading });
        }
    }
    let (mut rows, mut refused) = (BTreeMap::new(), Vec::new());
    for (line, cells) in sheet.rows.iter().skip(1) {
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let cell = |field| found.get(&field).and_then(|at| cells.get(*at)).map_or("", String::as_str);
        match object(*line, &cell, department) {
            Err(row) => refused.push(row),
            Ok(object) if rows.contains_key(&object.id) => {
                refused.push(rejected(*line, "统一社会信用代码", "与前面的行重复"));
            }
            Ok(object) => {
                rows.insert(object.id.clone(), object);
            }
        }
    }
    Ok(Intake { rows: rows.into_values().collect(), rejected: refused, unknown_headings })
}

fn object<'a>(
    line: u64,
    cell: &impl Fn(Field) -> &'a str,
    department: &DepartmentId,
) -> Result<NewObject, RejectedRow> {
    let name = cell(Field::Name);
    if name.is_empty() || name.chars().count() > 120 {
        return Err(rejected(line, "企业名称", "应为 1 至 120 字"));
    }
    let id = id(line, cell, department)?;
    let place = place(cell(Field::Place), cell(Field::Address))
        .ok_or_else(|| rejected(line, "地区", "不能从地区或地址判断所在县（市、区）"))?;
    Ok(NewObject {
        kind: kind(cell(Field::Kind), id.as_str()),
        risk: risk(line, cell(Field::Risk))?,
        id,
        name: name.to_owned(),
        place: place.to_owned(),
        trade: cell(Field::Trade).to_owned(),
        address: cell(Field::Address).to_owned(),
        approver: cell(Field::Approver).to_owned(),
        active: !["注销", "吊销", "停业"].iter().any(|ended| cell(Field::Status).contains(ended)),
    })
}

/// A unified social credit code, an older 15-digit registration number, or the department's own number for what has
/// neither.
fn id<'a>(
    line: u64,
    cell: &impl Fn(Field) -> &'a str,
    department: &DepartmentId,
) -> Result<ObjectId, RejectedRow> {
    let code = cell(Field::Code);
    let text = if code.is_empty() && !cell(Field::DepartmentNumber).is_empty() {
        format!("{department}:{}", cell(Field::DepartmentNumber))
    } else if code.len() == 15 && code.bytes().all(|b| b.is_ascii_digit()) {
        code.to_owned()
    } else {
        uscc::check(code).map_err(|bad| rejected(line, "统一社会信用代码", bad))?;
        code.to_owned()
    };
    text.parse().map_err(|_| rejected(line, "统一社会信用代码", "编号含有不允许的字符"))
}

fn kind(text: &str, id: &str) -> ObjectKind {
    match text {
        "个体工商户" => ObjectKind::IndividualBusiness,
        "农民专业合作社" => ObjectKind::Cooperative,
        "产品" => ObjectKind::Product,
        "项目" => ObjectKind::Project,
        "行为" => ObjectKind::Conduct,
        "其他主体" => ObjectKind::OtherBody,
        _ if id.starts_with("92") || id.len() == 15 => ObjectKind::IndividualBusiness,
        _ if id.starts_with("93") => ObjectKind::Cooperative,
        _ if id.starts_with("91") || text == "企业" => ObjectKind::Enterprise,
        _ => ObjectKind::OtherBody,
    }
}

fn risk(line: u64, text: &str) -> Result<RiskClass, RejectedRow> {
    match text.trim_end_matches('类') {
        "A" => Ok(RiskClass::A),
        "B" => Ok(RiskClass::B),
        "C" => Ok(RiskClass::C),
        "D" => Ok(RiskClass::D),
        "" | "未评定" | "未分类" => Ok(RiskClass::Unrated),
        _ => Err(rejected(line, "信用风险分类", "应为 A、B、C、D 或空")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::read;

    fn take(text: &str) -> Intake<NewObject> {
        objects(&read(text.as_bytes()).unwrap(), &"410481-scjg".parse().unwrap()).unwrap()
    }

    #[test]
    fn columns_come_in_any_order_and_under_their_known_names() {
        let intake = take("注册地址,信用代码,单位名称,神秘列\n鲁山县中州路,91350100M000100Y43,甲公司,x\n");
        assert_eq!(intake.rows[0].place, "410423");
        assert_eq!(intake.unknown_headings, ["神秘列"]);
    }

    #[test]
    fn a_wrong_row_is_reported_with_line_and_reason_and_the_others_come_in() {
        let intake = take(
            "名称,统一社会信用代码,地区,风险等级\n甲,91350100M000100Y44,舞钢市,A\n乙,91350100M000100Y43,舞钢市,A\n丙,91350100M000100Y43,舞钢市,A\n,410481000000001,舞钢市,A\n丁,410481000000002,郑州,A\n戊,410481000000003,舞钢市,Z\n己,４10481000000003,舞钢市,A\n",
        );
        assert_eq!(intake.rows.len(), 1);
        let lines: Vec<_> = intake.rejected.iter().map(|row| (row.line, row.column.as_str())).collect();
        let code = "统一社会信用代码";
        assert_eq!(
            lines,
            [(2, code), (4, code), (5, "企业名称"), (6, "地区"), (7, "信用风险分类"), (8, code)]
        );
        assert!(intake.rejected[0].reason.contains("校验位应为 3"));
    }

    #[test]
    fn what_has_no_code_gets_its_departments_number() {
        let intake = take("名称,统一社会信用代码,部门编号,检查对象类型,地区\n工程,,XM-001,项目,舞钢市\n");
        assert_eq!(intake.rows[0].id.as_str(), "410481-scjg:XM-001");
        assert_eq!(intake.rows[0].kind, ObjectKind::Project);
    }

    #[test]
    fn a_file_without_the_needed_columns_is_refused() {
        let sheet = read("名称,地址\n甲,乙\n".as_bytes()).unwrap();
        let refused = objects(&sheet, &"410481-scjg".parse().unwrap());
        assert_eq!(refused, Err(Refusal::HeadingMissing { heading: "统一社会信用代码" }));
    }
}
