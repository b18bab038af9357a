//! A row of the object library (检查对象名录库).

mod id;
mod kind;
mod trade;

use chrono::NaiveDate;
use kernel::{
    DepartmentId, ObjectId,
    codes::{ObjectKind, RiskClass},
};

use super::{
    Fault, Field, Intake, Known, Row, Sheet,
    date::date,
    place::{NoPlace, place},
    take,
};
use crate::domain::Refusal;

/// States of a register in which an object is no longer there to be inspected.
const ENDED: [&str; 6] = ["注销", "吊销", "撤销", "停业", "歇业", "迁出"];

/// An object as a row gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewObject {
    pub line: u64,
    pub id: ObjectId,
    /// The department's own number, as written, where the object has no code.
    pub number: String,
    pub name: String,
    pub kind: ObjectKind,
    pub place: String,
    pub trade: String,
    pub risk: RiskClass,
    pub address: String,
    /// The approving departments, as written.
    pub approver: String,
    /// The first of them that is registered.
    pub approved_by: Option<DepartmentId>,
    pub status: String,
    pub active: bool,
    pub since: Option<NaiveDate>,
    pub phone: String,
}

/// Reads objects.
pub fn objects(sheet: &Sheet, known: &Known) -> Result<Intake<NewObject>, Refusal> {
    let needed = [(Field::Name, "企业名称"), (Field::Code, "统一社会信用代码")];
    take(sheet, &needed, "统一社会信用代码", |object: &NewObject| object.id.clone(), |row| object(row, known))
}

fn object(row: Row<'_>, known: &Known) -> Result<NewObject, Fault> {
    let approver = approver(&row)?;
    let registered =
        |text: &str| text.split(['、', '，', ',', ';', '；']).find_map(|one| known.department(one.trim()));
    let approved_by = registered(approver).cloned();
    let owner = approved_by.as_ref().or_else(|| registered(row.cell(Field::Registrar))).unwrap_or(&known.own);
    let name = row.text(Field::Name, "企业名称", 120)?;
    let (id, kind) = id::identity(&row, owner)?;
    let status = row.optional(Field::Status, "经营状态", 60)?;
    Ok(NewObject {
        line: row.line,
        id,
        number: row.optional(Field::Number, "部门编号", 60)?.to_owned(),
        name: name.to_owned(),
        kind,
        place: whereabouts(&row)?.to_owned(),
        trade: trade::trade(row.cell(Field::Trade))?.to_owned(),
        risk: risk(row.cell(Field::Risk))?,
        address: row.optional(Field::Address, "住所", 300)?.to_owned(),
        approver: approver.to_owned(),
        approved_by,
        status: status.to_owned(),
        active: !ENDED.iter().any(|ended| status.contains(ended)),
        since: since(row.cell(Field::Since), known.today)?,
        phone: row.optional(Field::Phone, "联系电话", 60)?.to_owned(),
    })
}

fn approver<'a>(row: &Row<'a>) -> Result<&'a str, Fault> {
    row.optional(Field::Approver, "行政审批部门", 300)
}

fn whereabouts(row: &Row<'_>) -> Result<&'static str, Fault> {
    place(row.cell(Field::Place), row.cell(Field::Address)).map_err(|none| match none {
        NoPlace::WrongCode => Fault::new("unknown_place", "地区", "没有这个行政区划代码"),
        NoPlace::Unnamed => Fault::new("unknown_place", "地区", "不能从地区或地址判断所在县（市、区）"),
    })
}

fn risk(text: &str) -> Result<RiskClass, Fault> {
    match text.trim_end_matches(['类', '级']) {
        "A" => Ok(RiskClass::A),
        "B" => Ok(RiskClass::B),
        "C" => Ok(RiskClass::C),
        "D" => Ok(RiskClass::D),
        "" | "未评定" | "未分类" => Ok(RiskClass::Unrated),
        _ => Err(Fault::new("unknown_risk", "信用风险分类", "应为 A、B、C、D 或空")),
    }
}

fn since(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Fault> {
    match date(text) {
        _ if text.is_empty() => Ok(None),
        None => Err(Fault::new("wrong_date", "成立日期", "不是有效的日期，应如 2026-03-02")),
        Some(date) if date > today => Err(Fault::new("future_date", "成立日期", "晚于今天")),
        Some(date) => Ok(Some(date)),
    }
}

#[cfg(test)]
mod tests;
