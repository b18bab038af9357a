//! A row of the inspector library (执法检查人员名录库).

use chrono::NaiveDate;
use contracts::api::pool::InspectorState;
use kernel::DepartmentId;

use super::{Fault, Field, Intake, Known, Row, Sheet, date::date, take};
use crate::domain::Refusal;

/// Words of bodies outside the departments, which may not inspect (国办发〔2024〕54号).
const THIRD_PARTIES: [&str; 5] = ["第三方", "公司", "事务所", "协会", "检测中心"];

/// An inspector as a row gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInspector {
    pub line: u64,
    pub name: String,
    pub certificate: String,
    pub department: DepartmentId,
    /// Names or codes of items, or `*`.
    pub items: Vec<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: NaiveDate,
    pub issuing_body: String,
    pub expertise: String,
    pub expert: bool,
    pub state: InspectorState,
}

/// What one who sets up a city needs of a row: the department as written, and the items, where the inspector can be sent.
pub fn can_be_sent(row: &Row<'_>, today: NaiveDate) -> Option<(String, Vec<String>)> {
    let active = state(row.cell(Field::Status)) == Ok(InspectorState::Active);
    let certified = date(row.cell(Field::ValidUntil)).is_some_and(|until| today <= until);
    let department = row.cell(Field::Department).to_owned();
    let items = items(row.cell(Field::Items)).ok()?;
    (active && certified).then_some((department, items))
}

pub fn inspectors(sheet: &Sheet, known: &Known) -> Result<Intake<NewInspector>, Refusal> {
    let needed =
        [(Field::Name, "姓名"), (Field::Certificate, "执法证号"), (Field::ValidUntil, "证件有效期至")];
    let key = |inspector: &NewInspector| inspector.certificate.clone();
    take(sheet, &needed, "执法证号", key, |row| inspector(row, known))
}

fn inspector(row: Row<'_>, known: &Known) -> Result<NewInspector, Fault> {
    Ok(NewInspector {
        line: row.line,
        name: row.text(Field::Name, "姓名", 40)?.to_owned(),
        certificate: certificate(&row)?.to_owned(),
        department: department(row.cell(Field::Department), known)?,
        items: items(row.cell(Field::Items))?,
        valid_from: match row.cell(Field::ValidFrom) {
            "" => None,
            text => Some(day(text, "发证日期")?),
        },
        valid_until: day(row.text(Field::ValidUntil, "证件有效期至", 40)?, "证件有效期至")?,
        issuing_body: row.optional(Field::Issuer, "发证机关", 100)?.to_owned(),
        expertise: row.optional(Field::Expertise, "专业", 100)?.to_owned(),
        expert: expert(row.cell(Field::Expert))?,
        state: state(row.cell(Field::Status))?,
    })
}

fn certificate<'a>(row: &Row<'a>) -> Result<&'a str, Fault> {
    let certificate = row.text(Field::Certificate, "执法证号", 40)?;
    match certificate.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        true => Ok(certificate),
        false => Err(Fault::new("wrong_certificate", "执法证号", "应为字母和数字")),
    }
}

/// By name or short name; the importing department where the row names none.
fn department(written: &str, known: &Known) -> Result<DepartmentId, Fault> {
    let column = "所属部门";
    match known.department(written) {
        _ if written.is_empty() => Ok(known.own.clone()),
        Some(department) => Ok(department.clone()),
        None if THIRD_PARTIES.iter().any(|word| written.contains(word)) => {
            Err(Fault::new("third_party", column, "第三方机构人员不得列入执法检查人员名录"))
        }
        None => Err(Fault::new("unknown_department", column, "没有登记这个部门")),
    }
}

fn items(text: &str) -> Result<Vec<String>, Fault> {
    let parts = text.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    let items: Vec<_> =
        parts.map(|part| if matches!(part, "全部" | "所有") { "*" } else { part }.to_owned()).collect();
    match items.len() > 200 || items.iter().any(|item| item.chars().count() > 100) {
        true => Err(Fault::new("too_long", "执法事项", "不应超过 200 项，每项不超过 100 字")),
        false => Ok(items),
    }
}

fn day(text: &str, column: &'static str) -> Result<NaiveDate, Fault> {
    date(text).ok_or_else(|| Fault::new("wrong_date", column, "不是有效的日期，应如 2026-03-02"))
}

fn expert(text: &str) -> Result<bool, Fault> {
    match text {
        "是" | "专家" | "Y" => Ok(true),
        "" | "否" | "N" => Ok(false),
        _ => Err(Fault::new("unknown_value", "是否专家", "应为是或否")),
    }
}

fn state(text: &str) -> Result<InspectorState, Fault> {
    match text {
        "" | "在岗" | "在职" | "正常" => Ok(InspectorState::Active),
        "休假" | "请假" | "病假" | "产假" => Ok(InspectorState::Leave),
        "借调" | "挂职" => Ok(InspectorState::Seconded),
        "调离" | "离职" | "退休" => Ok(InspectorState::Left),
        _ => Err(Fault::new("unknown_state", "状态", "应为在岗、休假、借调或调离")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::read;

    fn take(rows: &str) -> Intake<NewInspector> {
        let known = Known {
            own: "410481-scjg".parse().unwrap(),
            departments: vec![("410481-wjw".parse().unwrap(), "舞钢市卫生健康委员会".to_owned())],
            today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        };
        let text = format!("姓名,执法证号,证件有效期至,所属部门,执法事项,状态,是否专家\n{rows}");
        inspectors(&read(text.as_bytes()).unwrap(), &known).unwrap()
    }

    #[test]
    fn a_row_gives_department_items_and_state() {
        let rows = "王,1,2027/3/2,,食品检查、药品检查,在岗,是\n赵,4,2027-03-02,wjw,全部,休假,\n李,5,20270302,舞钢市卫生健康委员会,,,否\n";
        let intake = take(rows);
        assert_eq!(intake.rejected, []);
        let departments: Vec<_> = intake.rows.iter().map(|row| row.department.short()).collect();
        assert_eq!(departments, ["scjg", "wjw", "wjw"]);
        assert_eq!(intake.rows[0].items, ["食品检查", "药品检查"]);
        assert_eq!(
            (&intake.rows[1].items[..], intake.rows[1].state),
            (&["*".to_owned()][..], InspectorState::Leave)
        );
        assert!(intake.rows[0].expert && intake.rows[2].items.is_empty());
    }

    #[test]
    fn each_fault_is_named_and_never_says_whom_it_is_about() {
        let rows = "孙,2,2023-02-30,,,,\n张,1,长期,,,,\n,3,2027-03-02,,,,\n钱,,2027-03-02,,,,\n周,7,2027-03-02,某局,,,\n吴,8,2027-03-02,舞钢市第三方检测有限公司,,,\n郑,9,2027-03-02,,,在家,\n冯,10,2027-03-02,,,,\n冯,10,2027-03-02,,,,\n";
        let intake = take(rows);
        let codes: Vec<_> = intake.rejected.iter().map(|row| row.code.as_str()).collect();
        let expected = [
            "wrong_date",
            "wrong_date",
            "missing",
            "missing",
            "unknown_department",
            "third_party",
            "unknown_state",
            "duplicate",
        ];
        assert_eq!(codes, expected);
        assert!(
            intake
                .rejected
                .iter()
                .all(|row| !["孙", "张", "周"].iter().any(|name| row.reason.contains(name)))
        );
    }
}
